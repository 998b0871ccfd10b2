/* New headlines an hour: bars for all, below them a row a portal. One canvas: each cell as a node would cost seconds. */
const LEFT = 92, BARS = 54, ROW = 17, FOOT = 22;
const redraw = [];   // what is drawn anew when the colours or the width change

/* `rows`: [portal, new headlines of each hour of the window]; `pick` is told the portal of a row that is clicked. */
function heat(rows, pick) {
  const canvas = el("canvas", { role: "img", "aria-label": t("hours") }), tip = el("div.tip", { hidden: true }), box = el("div.heat", canvas, tip);
  const chart = { rows, canvas, size: rows.length > 1 ? ROW : 0, hours: 0, begin: 0, cell: 0 };
  chart.high = BARS + rows.length * chart.size + FOOT;
  canvas.onpointermove = (event) => point(chart, event, tip, box.clientWidth);
  canvas.onpointerleave = () => { tip.hidden = true; };
  canvas.onclick = (event) => { const [, r] = under(chart, event); if (r >= 0) pick(N[rows[r][0]]); };
  redraw.push(() => drawHeat(chart, box.clientWidth));
  return box;
}

function drawHeat(chart, wide) {
  if (!wide) return;
  const { rows, canvas, high } = chart, dense = window.devicePixelRatio || 1, pen = canvas.getContext("2d");
  const known = Math.ceil((NOW - Math.max(0, D.begun)) / 60 / 24 + 0.01) * 24, room = Math.max(24, Math.floor((wide - LEFT) / 5 / 24) * 24);
  chart.hours = Math.min(rows[0][1].length, known, room);
  chart.begin = rows[0][1].length - chart.hours;
  chart.cell = (wide - LEFT) / chart.hours;
  canvas.width = wide * dense; canvas.height = high * dense; canvas.style.height = `${high}px`;
  pen.scale(dense, dense); pen.font = `12px ${COLOUR("--sans")}`; pen.textBaseline = "middle";
  drawBars(chart, pen, wide);
  if (chart.size) drawRows(chart, pen);
  drawDays(chart, pen);
}

function drawBars(chart, pen, wide) {
  const total = Array.from({ length: chart.hours }, (_, i) => hourSum(chart, i)), top = Math.max(...total, 1);
  pen.fillStyle = COLOUR("--dim");
  pen.fillText(t("hours_all"), 0, BARS - 8);
  pen.fillText(many(top), LEFT - 8 - pen.measureText(many(top)).width, 8);
  pen.fillStyle = COLOUR("--a1");
  total.forEach((n, i) => { const h = (n / top) * (BARS - 6); pen.fillRect(LEFT + i * chart.cell, BARS - h, Math.max(1, chart.cell - 1), h); });
  pen.fillStyle = COLOUR("--line");
  pen.fillRect(LEFT, BARS, wide - LEFT, 1);
}

function drawRows({ rows, hours, begin, cell, size }, pen) {
  const most = Math.max(1, ...rows.map((row) => Math.max(...row[1].slice(begin)))), colour = COLOUR("--heat"), ink = COLOUR("--ink"), line = COLOUR("--line");
  rows.forEach(([portal, counts], r) => {
    const y = BARS + 4 + r * size;
    pen.fillStyle = ink;
    pen.fillText(cut(pen, N[portal], LEFT - 10), 0, y + size / 2);
    for (let i = 0; i < hours; i++) {
      const n = counts[begin + i];
      pen.fillStyle = n ? `rgba(${colour},${(0.14 + 0.86 * Math.sqrt(n / most)).toFixed(2)})` : line;
      pen.fillRect(LEFT + i * cell, n ? y + 1 : y + size / 2 - 1, Math.max(1, cell - 1), n ? size - 3 : 1);
    }
  });
}

/* A line at each midnight in Beijing. */
function drawDays({ hours, begin, cell, high }, pen) {
  const first = Math.floor(D.start / 3600) + begin + 8;
  pen.fillStyle = COLOUR("--dim");
  for (let i = 0; i < hours; i++) {
    if ((first + i) % 24 || (hours - i) * cell < 40) continue;
    pen.fillRect(LEFT + i * cell, BARS, 1, high - BARS - 16);
    pen.fillText(new Date((first + i) * 36e5).toISOString().slice(5, 10), LEFT + i * cell + 3, high - 8);
  }
}

const hourSum = ({ rows, begin }, i) => rows.reduce((sum, row) => sum + row[1][begin + i], 0);

/* The hour and the row under a pointer; -1 for what is none. */
function under({ rows, canvas, hours, cell, size }, event) {
  const at = canvas.getBoundingClientRect(), i = Math.floor((event.clientX - at.left - LEFT) / cell), r = Math.floor((event.clientY - at.top - BARS - 4) / (size || 1));
  return [i >= 0 && i < hours ? i : -1, size && r >= 0 && r < rows.length ? r : -1];
}

function point(chart, event, tip, wide) {
  const [i, r] = under(chart, event), { rows, begin, cell, size } = chart;
  tip.hidden = i < 0;
  if (i < 0) return;
  const n = r < 0 ? hourSum(chart, i) : rows[r][1][begin + i], time = when((Math.floor(D.start / 3600) + begin + i) * 60 - D.start / 60);
  tip.textContent = t("hours_one", { portal: r < 0 ? t("hours_all") : N[rows[r][0]], time, n: many(n) });
  tip.style.left = `${Math.max(0, Math.min(LEFT + i * cell, wide - tip.offsetWidth))}px`;
  tip.style.top = `${r < 0 ? -14 : BARS + r * size - 24}px`;
}

function cut(pen, text, width) {
  if (pen.measureText(text).width <= width) return text;
  while (text && pen.measureText(`${text}…`).width > width) text = text.slice(0, -1);
  return `${text}…`;
}
