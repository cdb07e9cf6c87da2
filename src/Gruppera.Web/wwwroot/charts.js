// Charts out of tables; every figure stands in the table too. Without this file the tables stand alone.
(() => {
  "use strict";
  const flows = 20;
  const charts = new Map();
  const style = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const apart = text => text.replace(/\B(?=(\d{3})+(?!\d))/g, "\u00a0");
  const number = text => (text === "" || text == null ? null : Number(text));
  const rowsOf = table =>
    table.dataset.rows ? JSON.parse(table.dataset.rows).map(row => ({ ...row, text: row.text ?? `${row.label}  ${rounded(row.value)}` }))
    : [...table.tBodies[0].rows].filter(row => !row.classList.contains("total")).map(row => ({
      ...row.dataset,
      label: row.cells[0].textContent.trim().replace(/\s+/g, " "),
      text: [...row.cells].map(cell => cell.textContent.trim().replace(/\s+/g, " ")).join("  "),
    }));
  const comma = ["sv", "nb", "fi", "da"].includes(document.documentElement.lang);
  const rounded = value => {
    const [whole, part] = (Math.abs(value) >= 100 ? value.toFixed(0) : String(Math.round(value * 1000) / 1000)).split(".");
    return apart(whole).replace("-", "\u2212") + (part ? (comma ? "," : ".") + part : "");
  };
  const colors = ["--c1", "--c2", "--c3", "--c4"];
  const seriesOf = table => [...new Set(rowsOf(table).map(row => row.series))].filter(name => name);
  const short = (name, length) => (name.length > length ? name.slice(0, length - 1) + "…" : name);

  const base = wide => {
    const font = { color: style("--pico-muted-color"), fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 12 };
    return {
      font,
      animation: false,
      textStyle: font,
      grid: { left: 4, right: wide ? 56 : 48, top: 4, bottom: 4, containLabel: true },
      tooltip: {
        confine: true,
        backgroundColor: style("--pico-background-color"),
        borderColor: style("--pico-form-element-border-color"),
        textStyle: { ...font, color: style("--ink") },
        renderMode: "richText",
      },
    };
  };
  const axis = font => ({
    axisTick: { show: false },
    axisLine: { lineStyle: { color: style("--pico-muted-border-color") } },
    splitLine: { lineStyle: { color: style("--pico-muted-border-color") } },
    axisLabel: { ...font, hideOverlap: true },
  });

  // Names down the side, values along the bottom.
  const sideways = (options, font, rows, wide) => ({
    ...options,
    grid: { ...options.grid, right: 26 },
    xAxis: {
      ...axis(font),
      type: "value",
      scale: true,
      splitNumber: wide ? 5 : 3,
      axisLabel: { ...font, hideOverlap: true, formatter: rounded },
    },
    yAxis: {
      ...axis(font),
      type: "category",
      inverse: true,
      data: [...new Set(rows.map(row => row.label))],
      splitLine: { show: false },
      axisLabel: { ...font, interval: 0, formatter: name => short(name, wide ? 34 : 18) },
    },
  });

  // What all are held against, as a dashed line; none where it is not known.
  const target = (rows, font) =>
    number(rows[0]?.target) === null
      ? undefined
      : {
          silent: true,
          symbol: "none",
          label: { show: false },
          lineStyle: { color: font.color, type: "dashed" },
          data: [{ xAxis: number(rows[0].target) }],
        };

  // A dot for each unit on what chance allows it: a light bar for 99.8 %, a dark one for 95 %.
  const limits = (table, wide) => {
    const { font, ...options } = base(wide);
    const rows = rowsOf(table);
    const bar = (low, high, color) => ({
      type: "custom",
      silent: true,
      data: rows.map((row, i) => [number(row[low]), i, number(row[high])]),
      encode: { x: [0, 2], y: 1 },
      renderItem: (_, api) => {
        const a = api.coord([api.value(0), api.value(1)]),
          b = api.coord([api.value(2), api.value(1)]);
        return { type: "rect", shape: { x: a[0], y: a[1] - 8, width: b[0] - a[0], height: 16 }, style: { fill: color } };
      },
    });
    return {
      ...sideways(options, font, rows, wide),
      tooltip: { ...options.tooltip, formatter: point => rows[point.dataIndex].text },
      series: [
        bar("lowest", "highest", style("--band")),
        bar("low", "high", style("--band-dark")),
        {
          type: "scatter",
          symbolSize: 9,
          data: rows.map((row, i) => ({
            value: [number(row.value), i],
            itemStyle: {
              color:
                number(row.value) > number(row.highest)
                  ? style("--c2")
                  : number(row.value) < number(row.lowest)
                    ? style("--c3")
                    : style("--c1"),
              borderColor: style("--pico-background-color"),
              borderWidth: 1,
            },
          })),
          markLine: target(rows, font),
        },
      ],
    };
  };

  // A dot with its interval for each unit, and what they are held against as a line.
  const intervals = (table, wide) => {
    const { font, ...options } = base(wide);
    const rows = rowsOf(table);
    return {
      ...sideways(options, font, rows, wide),
      tooltip: { ...options.tooltip, formatter: point => rows[point.dataIndex].text },
      series: [
        {
          type: "custom",
          silent: true,
          data: rows.map((row, i) => [number(row.low), i, number(row.high)]),
          encode: { x: [0, 2], y: 1 },
          renderItem: (params, api) => {
            if (number(rows[params.dataIndex].low) === null) return;
            const a = api.coord([api.value(0), api.value(1)]),
              b = api.coord([api.value(2), api.value(1)]);
            return {
              type: "line",
              shape: { x1: a[0], y1: a[1], x2: b[0], y2: b[1] },
              style: { stroke: style("--c1"), lineWidth: 2 },
            };
          },
        },
        {
          type: "scatter",
          symbolSize: 9,
          itemStyle: { color: style("--c1"), borderColor: style("--pico-background-color"), borderWidth: 1 },
          data: rows.map((row, i) => [number(row.value), i]),
          markLine: target(rows, font),
        },
      ],
    };
  };

  const stepsOf = rows => {
    let sum = 0;
    const bars = rows.map(row => {
      const from = row.isTotal ? 0 : sum;
      sum = row.isTotal ? row.value : sum + row.value;
      return [from, sum];
    });
    const ends = bars.flatMap((bar, i) => (rows[i].isTotal ? [bar[1]] : bar)),
      [least, most] = [Math.min(...ends), Math.max(...ends)];
    // Steps that are small beside the sums are seen only where the axis begins near them, which the caption then says.
    return { bars, start: least > 0 && most - least < least / 3 ? least - (most - least || least) : Math.min(0, least) };
  };

  // From one sum to another, a bar for each step; its figure stands beside it.
  const waterfall = (table, wide) => {
    const { font, ...options } = base(wide);
    const rows = rowsOf(table);
    const { bars, start } = stepsOf(rows);
    const look = sideways(options, font, rows, wide);
    return {
      ...look,
      grid: { ...look.grid, right: wide ? 96 : 72 },
      xAxis: { ...look.xAxis, min: start },
      tooltip: { ...options.tooltip, formatter: point => rows[point.dataIndex].text },
      series: [
        {
          type: "custom",
          data: bars.map(([from, to], i) => [Math.max(from, start), i, to]),
          encode: { x: [0, 2], y: 1 },
          renderItem: (params, api) => {
            const row = rows[params.dataIndex],
              a = api.coord([api.value(0), api.value(1)]),
              b = api.coord([api.value(2), api.value(1)]),
              [left, right] = [Math.min(a[0], b[0]), Math.max(a[0], b[0])];
            const fill = style(row.isTotal ? "--c1" : row.value < 0 ? "--c3" : "--c2");
            return {
              type: "group",
              children: [
                { type: "rect", shape: { x: left, y: a[1] - 8, width: Math.max(1, right - left), height: 16 }, style: { fill } },
                {
                  type: "text",
                  style: {
                    text: (row.isTotal || row.value < 0 ? "" : "+") + rounded(row.value),
                    x: right + 5,
                    y: a[1],
                    align: "left",
                    verticalAlign: "middle",
                    fill: font.color,
                    fontSize: font.fontSize,
                    fontFamily: font.fontFamily,
                  },
                },
              ],
            };
          },
        },
      ],
    };
  };

  // Bars side by side, one of each series.
  const bars = (table, wide) => {
    const { font, ...options } = base(wide);
    const rows = rowsOf(table),
      look = sideways(options, font, rows, wide),
      names = seriesOf(table);
    return {
      ...look,
      xAxis: { ...look.xAxis, scale: false },
      tooltip: { ...options.tooltip, formatter: point => `${point.name}  ${point.seriesName}  ${rounded(point.value)}` },
      series: names.map((name, i) => ({
        name,
        type: "bar",
        barMaxWidth: 10,
        barGap: "10%",
        itemStyle: { color: style(colors[i % colors.length]) },
        data: look.yAxis.data.map(label => number(rows.find(row => row.label === label && row.series === name)?.value)),
      })),
    };
  };

  // A value over lists, a line for each series, each dot with its interval.
  const line = (table, wide) => {
    const { font, ...options } = base(wide);
    const rows = rowsOf(table).filter(row => row.year),
      names = [...new Set(rows.map(row => row.year))].sort();
    const series = [...new Set(rows.map(row => row.series))].map((name, i) => ({
      name,
      color: style(colors[i % colors.length]),
      rows: rows.filter(row => row.series === name),
    }));
    return {
      ...options,
      grid: { ...options.grid, top: 12, right: 16 },
      xAxis: {
        ...axis(font),
        type: "category",
        data: names,
        axisLabel: { ...font, hideOverlap: true, formatter: name => short(name, 16) },
      },
      yAxis: { ...axis(font), type: "value", scale: true, splitNumber: 4, axisLabel: { ...font, formatter: rounded } },
      tooltip: { ...options.tooltip, formatter: point => series[point.seriesIndex % series.length].rows[point.dataIndex].text },
      series: [
        ...series.map(each => ({
          type: "line",
          symbol: "circle",
          symbolSize: 8,
          itemStyle: { color: each.color },
          lineStyle: { color: each.color },
          data: each.rows.map(row => [row.year, number(row.value)]),
        })),
        ...series.map(each => ({
          type: "custom",
          silent: true,
          data: each.rows.filter(row => row.low).map(row => [row.year, number(row.low), number(row.high)]),
          encode: { x: 0, y: [1, 2] },
          renderItem: (_, api) => {
            const a = api.coord([api.value(0), api.value(1)]),
              b = api.coord([api.value(0), api.value(2)]);
            return { type: "line", shape: { x1: a[0], y1: a[1], x2: b[0], y2: b[1] }, style: { stroke: each.color, lineWidth: 1.5 } };
          },
        })),
      ],
    };
  };

  // Contacts from groups before, on the left, to groups after; the smallest flows are one.
  const flow = (table, wide) => {
    const { font, ...options } = base(wide);
    const sums = new Map();
    for (const row of rowsOf(table)) sums.set(`${row.from}\n${row.to}`, (sums.get(`${row.from}\n${row.to}`) ?? 0) + Number(row.value));
    const all = [...sums].sort((a, b) => b[1] - a[1]),
      shown = all.slice(0, flows);
    const rest = all.slice(flows).reduce((sum, pair) => sum + pair[1], Number(table.dataset.rest));
    if (rest > 0) shown.push([`${table.dataset.other}\n${table.dataset.other}`, rest]);
    const links = shown.map(([pair, value]) => ({ source: `<${pair.split("\n")[0]}`, target: `>${pair.split("\n")[1]}`, value }));
    const through = name => links.filter(link => link.source === name || link.target === name).reduce((sum, link) => sum + link.value, 0);
    const colors = ["--c1", "--c3", "--c2", "--c4"].map(style);
    const names = [...new Set(links.flatMap(link => [link.source, link.target]))];
    return {
      ...options,
      tooltip: {
        ...options.tooltip,
        formatter: point =>
          point.dataType === "edge"
            ? `${point.data.source.slice(1)} → ${point.data.target.slice(1)}: ${apart(String(point.data.value))}`
            : `${point.name.slice(1)}: ${apart(String(through(point.name)))}`,
      },
      series: [
        {
          type: "sankey",
          left: 4,
          right: wide ? 120 : 92,
          top: 6,
          bottom: 6,
          nodeGap: 14,
          nodeWidth: 10,
          draggable: false,
          emphasis: { focus: "adjacency" },
          data: names.map((name, i) => ({
            name,
            depth: name[0] === "<" ? 0 : 1,
            itemStyle: { color: colors[i % colors.length], borderWidth: 0 },
          })),
          links,
          lineStyle: { color: "source", opacity: 0.28, curveness: 0.5 },
          label: { ...font, formatter: point => `${point.name.slice(1)}  ${apart(String(through(point.name)))}` },
        },
      ],
    };
  };

  const kinds = {
    flow: [flow, rows => Math.max(3, Math.min(flows + 1, rows)) * 27 + 16],
    limits: [limits, rows => rows * 26 + 34],
    line: [line, () => 190],
    intervals: [intervals, rows => rows * 24 + 34],
    waterfall: [waterfall, rows => rows * 26 + 34],
    bars: [bars, rows => rows * 14 + 40],
  };

  const unitOf = table =>
    table.dataset.kind === "waterfall" && stepsOf(rowsOf(table)).start > 0
      ? `${table.dataset.unit}; ${table.dataset.axis}` : table.dataset.unit;

  // What the chart shows, in which unit, and what its marks mean.
  const caption = table => {
    const words = document.createElement("figcaption");
    const add = (parent, name, text) => {
      const part = document.createElement("span");
      part.className = name;
      part.textContent = text ?? "";
      parent.append(part);
      return part;
    };
    const { title } = table.dataset;
    if (title) add(words, "title", title);
    if (unitOf(table)) add(words, "unit", unitOf(table));
    const key = add(words, "key");
    for (const mark of ["dot", "dark", "light", "line"]) {
      if (!table.dataset[mark]) continue;
      add(key, `mark ${mark}`);
      add(key, "", table.dataset[mark]);
    }
    const series = seriesOf(table);
    if (["line", "bars"].includes(table.dataset.kind) && series.length > 1)
      series.forEach((name, i) => {
        add(key, `mark dot s${i % 4}`);
        add(key, "", name);
      });
    return words;
  };

  // A picture of a chart, with what stands around it on the page: title, unit, marks, source and day.
  const picture = (table, renderer) => {
    const place = document.createElement("div"),
      [options, height] = kinds[table.dataset.kind],
      above = 78,
      size = { width: 900, height: height(rowsOf(table).length) + above + 34 };
    const chart = window.echarts.init(place, null, { renderer, ...size });
    const option = options(table, true),
      { color } = option.textStyle;
    const words = table.closest(".charted")?.querySelectorAll(".key span:not(.mark)") ?? [],
      marks = [...words].map(each => each.textContent).join(" · ");
    if (option.grid) Object.assign(option.grid, { top: option.grid.top + above, bottom: option.grid.bottom + 30 });
    for (const series of option.series) if (series.type === "sankey") Object.assign(series, { top: above, bottom: 36 });
    chart.setOption({
      ...option,
      title: {
        left: 4,
        text: table.dataset.title ?? table.dataset.chart,
        subtext: [unitOf(table), marks].filter(text => text).join("\n"),
        textStyle: { ...option.textStyle, color: style("--ink"), fontSize: 16 },
        subtextStyle: { ...option.textStyle, lineHeight: 18 },
      },
      graphic: {
        type: "text",
        left: 4,
        bottom: 4,
        style: { text: `${document.body.dataset.source} · ${new Date().toISOString().slice(0, 10)}`, fill: color, fontSize: 11 },
      },
    });
    return chart;
  };
  const background = () => style("--pico-background-color");
  const nameOf = table => (table.dataset.title ?? table.dataset.chart).toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/-$/, "");
  const savers = {
    PNG: table => save(table, "canvas", "png"),
    SVG: table => save(table, "svg", "svg"),
  };
  const save = (table, renderer, type) => {
    const chart = picture(table, renderer);
    const link = document.createElement("a");
    link.href = chart.getDataURL({ type, pixelRatio: 2, backgroundColor: background() });
    link.download = `${nameOf(table)}.${type}`;
    link.click();
    chart.dispose();
  };
  const copy = (table, button) => {
    const chart = picture(table, "canvas");
    chart.renderToCanvas({ pixelRatio: 2, backgroundColor: background() }).toBlob(async blob => {
      await navigator.clipboard.write([new ClipboardItem({ "image/png": blob })]);
      button.textContent = document.body.dataset.copied;
    });
    chart.dispose();
  };
  const buttons = table => {
    const line = document.createElement("p");
    line.className = "save noprint";
    const add = (text, label, act) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "change";
      button.textContent = text;
      if (label) button.setAttribute("aria-label", label);
      button.addEventListener("click", () => act(table, button));
      line.append(button);
    };
    for (const [format, act] of Object.entries(savers)) add(format, `${document.body.dataset.save} ${format}`, act);
    if (navigator.clipboard?.write) add(document.body.dataset.copyPicture, "", copy);
    return line;
  };

  const draw = () => {
    for (const [table, chart] of charts) {
      if (table.isConnected) continue;
      chart.dispose();
      charts.delete(table);
    }
    if (!window.echarts) return;
    for (const table of [...document.querySelectorAll("table[data-chart]")].filter(each => each.dataset.kind)) {
      const [options, height] = kinds[table.dataset.kind];
      let chart = charts.get(table);
      if (!chart) {
        const figure = document.createElement("figure"),
          place = document.createElement("div");
        figure.className = "chart";
        place.setAttribute("role", "img");
        place.setAttribute("aria-label", table.dataset.chart);
        place.style.height = `${height(rowsOf(table).length)}px`;
        figure.append(caption(table), place, buttons(table));
        table.closest(".charted").append(figure);
        chart = window.echarts.init(place, null, { renderer: "svg" });
        charts.set(table, chart);
      }
      chart.setOption(options(table, innerWidth > 640), true);
    }
  };

  draw();
  document.addEventListener("htmx:afterSettle", draw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  addEventListener("resize", () => charts.forEach(chart => chart.resize()));
})();
