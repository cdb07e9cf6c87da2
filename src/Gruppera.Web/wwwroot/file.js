// Charts out of the tables of a grouped file, and its deletion when the page is left. Without this file the tables stand alone.
(() => {
  "use strict";
  const most = 30;
  const charts = new Map();
  const style = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const optionsOf = (table, wide) => {
    const rows = [...table.tBodies[0].rows].slice(0, most).map(row => ({
      code: row.cells[0].textContent.trim(),
      value: Number(row.cells[1].dataset.value),
      text: `${row.cells[0].textContent.trim()} ${row.cells[3].textContent.trim()}: ${row.cells[1].textContent} (${row.cells[2].textContent})`,
    }));
    const font = { color: style("--pico-muted-color"), fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 12 };
    return {
      rows,
      animation: false,
      textStyle: font,
      grid: { left: 4, right: wide ? 56 : 48, top: 4, bottom: 4, containLabel: true },
      xAxis: { type: "value", show: false },
      yAxis: { type: "category", inverse: true, data: rows.map(row => row.code), axisTick: { show: false }, axisLine: { lineStyle: { color: style("--pico-muted-border-color") } }, axisLabel: { ...font, interval: 0 } },
      tooltip: { confine: true, backgroundColor: style("--pico-background-color"), borderColor: style("--pico-form-element-border-color"), textStyle: { ...font, color: style("--ink") }, renderMode: "richText", formatter: point => rows[point.dataIndex].text },
      series: [{ type: "bar", barWidth: "62%", data: rows.map(row => row.value), itemStyle: { color: style("--pico-primary") }, label: { show: true, position: "right", ...font, formatter: point => String(point.value).replace(/\B(?=(\d{3})+$)/g, "\u00a0") } }],
    };
  };

  const draw = () => {
    for (const [table, chart] of charts) {
      if (table.isConnected) continue;
      chart.dispose();
      charts.delete(table);
    }
    if (!window.echarts) return;
    for (const table of document.querySelectorAll("table[data-chart]")) {
      let chart = charts.get(table);
      if (!chart) {
        const place = document.createElement("div");
        place.className = "chart";
        place.setAttribute("role", "img");
        place.setAttribute("aria-label", table.dataset.chart);
        place.style.height = `${Math.min(most, table.tBodies[0].rows.length) * 22 + 12}px`;
        table.closest(".charted").append(place);
        chart = window.echarts.init(place, null, { renderer: "svg" });
        charts.set(table, chart);
      }
      const { rows, ...options } = optionsOf(table, innerWidth > 640);
      chart.setOption(options, true);
    }
  };

  draw();
  document.addEventListener("htmx:afterSettle", draw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  addEventListener("resize", () => charts.forEach(chart => chart.resize()));

  // The page is left: the file goes. A page that is fetched back from memory asks anew.
  addEventListener("pagehide", () => {
    const form = document.querySelector("form[data-leave]");
    if (form) navigator.sendBeacon(form.dataset.leave, new FormData(form));
  });
  addEventListener("pageshow", event => {
    if (event.persisted && document.querySelector("form[data-leave]")) location.reload();
  });

  // Without htmx progress is a page that is fetched again.
  if (!window.htmx && document.querySelector("progress")) setTimeout(() => location.reload(), 1000);

  const file = document.querySelector("input.drop");
  file?.addEventListener("change", () => {
    file.setCustomValidity(file.files[0]?.size > Number(file.dataset.most) ? file.dataset.large : "");
    file.reportValidity();
  });
  file?.form.addEventListener("submit", event => {
    const button = event.target.querySelector("[data-busy]");
    button.textContent = button.dataset.busy;
    button.disabled = true;
  });
})();
