"use strict";
// Draws the charts of the page from the data beside them; every number stands in a table too.
(() => {
  if (!window.echarts) return;
  document.documentElement.classList.add("js");
  const color = name =>
    getComputedStyle(document.documentElement)
      .getPropertyValue("--" + name)
      .trim();
  const comma = document.documentElement.lang === "sv";
  const number = (value, decimals) =>
    value == null
      ? "–"
      : value
          .toFixed(decimals)
          .replace(/\B(?=(\d{3})+(?!\d))/g, "\u00a0")
          .replace(".", comma ? "," : ".");
  const short = (name, wide) => (name.length > wide ? name.slice(0, wide - 1) + "…" : name);

  // On a narrow page a name breaks where its words do, into two lines.
  const broken = name => {
    const words = name.split(" "),
      last = words.pop();
    return words.length ? `${short(words.join(" "), 20)}\n${short(last, 20)}` : short(last, 20);
  };

  const base = (data, wide) => ({
    animation: false,
    textStyle: { color: color("ink"), fontFamily: "inherit" },
    aria: { enabled: true, label: { description: data.title } },
    grid: { left: 8, right: wide ? 24 : 12, top: data.legend ? 34 : 12, bottom: 34, containLabel: true },
    tooltip: {
      trigger: "item",
      confine: true,
      backgroundColor: color("page"),
      borderColor: color("line"),
      textStyle: { color: color("ink") },
    },
  });
  const axis = (data, more) => ({
    axisLine: { lineStyle: { color: color("line") } },
    axisTick: { show: false },
    axisLabel: { color: color("muted"), hideOverlap: true, formatter: value => number(value, data.axisDecimals ?? data.decimals) },
    splitLine: { lineStyle: { color: color("line") } },
    nameTextStyle: { color: color("muted") },
    ...more,
  });
  const names = (data, wide) =>
    axis(data, {
      type: "category",
      inverse: true,
      data: data.names,
      axisLabel: {
        color: color("ink"),
        interval: 0,
        fontSize: wide ? 12 : 10.5,
        lineHeight: wide ? 14 : 12,
        formatter: name => (wide ? short(name, 40) : broken(name)),
      },
      splitLine: { show: false },
    });

  // A dot with its interval for each unit, and the value of all as a line.
  const intervals = (data, wide) => ({
    ...base(data, wide),
    yAxis: names(data, wide),
    xAxis: axis(data, { type: "value", scale: true, name: data.title, nameLocation: "middle", nameGap: 22 }),
    series: [
      {
        type: "custom",
        silent: true,
        data: data.low.map((low, i) => [low, i, data.high[i]]),
        encode: { x: [0, 2], y: 1 },
        renderItem: (params, api) => {
          if (data.low[params.dataIndex] == null) return;
          const a = api.coord([api.value(0), api.value(1)]),
            b = api.coord([api.value(2), api.value(1)]);
          return { type: "line", shape: { x1: a[0], y1: a[1], x2: b[0], y2: b[1] }, style: { stroke: color("blue"), lineWidth: 2 } };
        },
      },
      {
        type: "scatter",
        symbolSize: 9,
        itemStyle: { color: color("blue") },
        data: data.values.map((value, i) => [value, i]),
        tooltip: {
          formatter: p =>
            `${data.names[p.dataIndex]}<br>${number(data.values[p.dataIndex], data.decimals)} ` +
            `(${number(data.low[p.dataIndex], data.decimals)}–` +
            `${number(data.high[p.dataIndex], data.decimals)})`,
        },
        markLine:
          data.target == null
            ? undefined
            : {
                silent: true,
                symbol: "none",
                label: { show: false },
                lineStyle: { color: color("muted"), type: "dashed" },
                data: [{ xAxis: data.target }],
              },
      },
    ],
  });

  // A dot for each unit on what chance allows it: a wide light bar for 99.8 %, a narrow one for 95 %.
  const limits = (data, wide) => {
    const bar = (low, high, height) => ({
      type: "custom",
      silent: true,
      data: data.values.map((value, i) => [data[low][i], i, data[high][i]]),
      encode: { x: [0, 2], y: 1 },
      renderItem: (params, api) => {
        const a = api.coord([api.value(0), api.value(1)]),
          b = api.coord([api.value(2), api.value(1)]);
        return { type: "rect", shape: { x: a[0], y: a[1] - height / 2, width: b[0] - a[0], height }, style: { fill: color("band") } };
      },
    });
    return {
      ...base(data, wide),
      yAxis: names(data, wide),
      xAxis: axis(data, { type: "value", scale: true, name: data.title, nameLocation: "middle", nameGap: 22 }),
      series: [
        bar("low998", "high998", 16),
        bar("low95", "high95", 16),
        {
          type: "scatter",
          symbolSize: 9,
          data: data.values.map((value, i) => ({
            value: [value, i],
            itemStyle: { color: color(data.beyond[i] > 0 ? "red" : data.beyond[i] < 0 ? "green" : "blue") },
          })),
          tooltip: {
            formatter: p =>
              `${data.names[p.dataIndex]}<br>${number(data.values[p.dataIndex], data.decimals)} ` +
            `(95 %: ${number(data.low95[p.dataIndex], data.decimals)}–` +
            `${number(data.high95[p.dataIndex], data.decimals)})`,
          },
          markLine: {
            silent: true,
            symbol: "none",
            label: { show: false },
            lineStyle: { color: color("muted"), type: "dashed" },
            data: [{ xAxis: data.target }],
          },
        },
      ],
    };
  };

  const parts = (data, wide) => ({
    ...base(data, wide),
    legend: { top: 0, left: 0, textStyle: { color: color("ink") } },
    yAxis: names(data, wide),
    xAxis: axis(data, { type: "value", name: data.title, nameLocation: "middle", nameGap: 22 }),
    tooltip: { ...base(data, wide).tooltip, valueFormatter: value => number(value, data.decimals) },
    series: data.parts.map((part, i) => ({
      name: part.name,
      type: "bar",
      stack: "all",
      barMaxWidth: 18,
      itemStyle: { color: color(["blue", "orange", "green"][i]) },
      data: part.values,
    })),
  });

  const kinds = { intervals, limits, parts };
  const charts = [...document.querySelectorAll(".chart")].map(place => {
    const data = JSON.parse(place.nextElementSibling.textContent);
    place.style.height = `${80 + 27 * data.names.length}px`;
    return { place, data, chart: echarts.init(place, null, { renderer: "svg" }) };
  });
  const draw = () => {
    for (const { place, data, chart } of charts) {
      chart.resize();
      chart.setOption(kinds[data.kind](data, place.clientWidth > 560), true);
    }
  };
  draw();
  addEventListener("resize", draw);
  for (const query of ["(prefers-color-scheme: dark)", "print"]) matchMedia(query).addEventListener("change", draw);
})();
