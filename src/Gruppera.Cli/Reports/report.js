"use strict";
// Draws the charts of the page from the data beside them; every number stands in a table too.
(() => {
  if (!window.echarts) return;
  document.documentElement.classList.add("js");
  const color = name => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  const comma = document.documentElement.lang === "sv";
  const number = (value, decimals) => value == null ? "–" : value.toFixed(decimals).replace(/\B(?=(\d{3})+(?!\d))/g, "\u00a0").replace(".", comma ? "," : ".");
  const short = (name, wide) => name.length > wide ? name.slice(0, wide - 1) + "…" : name;

  const base = (data, wide) => ({
    animation: false, textStyle: { color: color("ink"), fontFamily: "inherit" }, aria: { enabled: true, label: { description: data.title } },
    grid: { left: 8, right: wide ? 24 : 12, top: data.legend ? 34 : 12, bottom: 34, containLabel: true },
    tooltip: { trigger: "item", confine: true, backgroundColor: color("page"), borderColor: color("line"), textStyle: { color: color("ink") } },
  });
  const axis = (data, more) => ({ axisLine: { lineStyle: { color: color("line") } }, axisTick: { show: false }, axisLabel: { color: color("muted"), hideOverlap: true, formatter: value => number(value, data.axisDecimals ?? data.decimals) }, splitLine: { lineStyle: { color: color("line") } }, nameTextStyle: { color: color("muted") }, ...more });
  const names = (data, wide) => axis(data, { type: "category", inverse: true, data: data.names, axisLabel: { color: color("ink"), interval: 0, formatter: name => short(name, wide ? 34 : 15) }, splitLine: { show: false } });

  // A dot with its interval for each unit, and the value of all as a line.
  const intervals = (data, wide) => ({
    ...base(data, wide), yAxis: names(data, wide), xAxis: axis(data, { type: "value", scale: true, name: data.title, nameLocation: "middle", nameGap: 22 }),
    series: [
      { type: "custom", silent: true, data: data.low.map((low, i) => [low, i, data.high[i]]), encode: { x: [0, 2], y: 1 },
        renderItem: (params, api) => { if (data.low[params.dataIndex] == null) return; const a = api.coord([api.value(0), api.value(1)]), b = api.coord([api.value(2), api.value(1)]); return { type: "line", shape: { x1: a[0], y1: a[1], x2: b[0], y2: b[1] }, style: { stroke: color("blue"), lineWidth: 2 } }; } },
      { type: "scatter", symbolSize: 9, itemStyle: { color: color("blue") }, data: data.values.map((value, i) => [value, i]), tooltip: { formatter: p => `${data.names[p.dataIndex]}<br>${number(data.values[p.dataIndex], data.decimals)} (${number(data.low[p.dataIndex], data.decimals)}–${number(data.high[p.dataIndex], data.decimals)})` },
        markLine: data.target == null ? undefined : { silent: true, symbol: "none", label: { show: false }, lineStyle: { color: color("muted"), type: "dashed" }, data: [{ xAxis: data.target }] } },
    ],
  });

  const funnel = (data, wide) => {
    const limit = (name, dashed) => ({ name, type: "line", silent: true, symbol: "none", smooth: .2, lineStyle: { color: color("muted"), width: 1, type: dashed ? "dashed" : "solid" }, data: data.contacts.map((n, i) => [n, data[name][i]]).sort((a, b) => a[0] - b[0]) });
    return {
      ...base(data, wide), xAxis: axis(data, { type: "log", name: data.axis, nameLocation: "middle", nameGap: 22, axisLabel: { color: color("muted"), formatter: value => number(value, 0) } }), yAxis: axis(data, { type: "value", scale: true }),
      series: [limit("low95", true), limit("high95", true), limit("low998"), limit("high998"),
        { type: "scatter", symbolSize: 10, data: data.values.map((value, i) => ({ value: [data.contacts[i], value], itemStyle: { color: color(data.beyond[i] > 0 ? "red" : data.beyond[i] < 0 ? "green" : "blue") } })),
          label: { show: wide, position: "right", color: color("muted"), fontSize: 11, formatter: p => data.beyond[p.dataIndex] ? short(data.names[p.dataIndex], 22) : "" }, labelLayout: { hideOverlap: true },
          tooltip: { formatter: p => `${data.names[p.dataIndex]}<br>${number(data.values[p.dataIndex], data.decimals)}` },
          markLine: { silent: true, symbol: "none", label: { show: false }, lineStyle: { color: color("muted") }, data: [{ yAxis: data.target }] } }],
    };
  };

  const parts = (data, wide) => ({
    ...base(data, wide), legend: { top: 0, left: 0, textStyle: { color: color("ink") } }, yAxis: names(data, wide), xAxis: axis(data, { type: "value", name: data.title, nameLocation: "middle", nameGap: 22 }),
    tooltip: { ...base(data, wide).tooltip, valueFormatter: value => number(value, data.decimals) },
    series: data.parts.map((part, i) => ({ name: part.name, type: "bar", stack: "all", barMaxWidth: 18, itemStyle: { color: color(["blue", "orange", "green"][i]) }, data: part.values })),
  });

  const kinds = { intervals, funnel, parts };
  const charts = [...document.querySelectorAll(".chart")].map(place => {
    const data = JSON.parse(place.nextElementSibling.textContent);
    if (data.kind !== "funnel") place.style.height = `${70 + 26 * data.names.length}px`; else place.style.height = "24rem";
    return { place, data, chart: echarts.init(place, null, { renderer: "svg" }) };
  });
  const draw = () => { for (const { place, data, chart } of charts) { chart.resize(); chart.setOption(kinds[data.kind](data, place.clientWidth > 560), true); } };
  draw();
  addEventListener("resize", draw);
  for (const query of ["(prefers-color-scheme: dark)", "print"]) matchMedia(query).addEventListener("change", draw);
})();
