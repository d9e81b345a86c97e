'use strict';
(() => {
  // Everything from the hunt is text: it is put into the page by textContent or drawn, never parsed as HTML.
  const data = JSON.parse(document.getElementById('data').textContent);
  const byId = id => document.getElementById(id);
  const TYPES = data.types, CLASSES = data.classes;
  const n = data.nodes.length, m = data.edges.length;
  const nodeType = new Uint8Array(n), level = new Uint16Array(n), isSeed = new Uint8Array(n), mark = new Uint8Array(n);
  const x = new Float32Array(n), y = new Float32Array(n), vx = new Float32Array(n), vy = new Float32Array(n), radius = new Float32Array(n), degree = new Uint32Array(n);
  const shown = new Uint8Array(n), from = new Int32Array(m), to = new Int32Array(m), edgeShown = new Uint8Array(m);
  const value = i => data.nodes[i][1], tagsOf = i => data.nodes[i][4].map(t => data.tags[t]);
  const BAD = CLASSES.indexOf('known-bad'), GOOD = CLASSES.indexOf('known-good');

  for (let i = 0; i < n; i++) {
    const node = data.nodes[i];
    nodeType[i] = node[0];
    level[i] = node[2];
    isSeed[i] = node[2] === 0 ? 1 : 0;
    mark[i] = tagsOf(i).reduce((bits, tag) => bits | 1 << tag[1], 0);
  }
  data.edges.forEach((edge, e) => {
    from[e] = edge[0];
    to[e] = edge[1];
    degree[edge[0]]++;
    degree[edge[1]]++;
  });
  for (let i = 0; i < n; i++) radius[i] = (isSeed[i] ? 6 : 3.5) + Math.min(9, Math.sqrt(degree[i]) * .6);

  // Edges by the node they start from and lead to, as ranges of one array each.
  const rangesBy = ends => {
    const start = new Int32Array(n + 1), list = new Int32Array(m);
    for (let e = 0; e < m; e++) start[ends[e] + 1]++;
    for (let i = 0; i < n; i++) start[i + 1] += start[i];
    const next = start.slice();
    for (let e = 0; e < m; e++) list[next[ends[e]]++] = e;
    return i => list.subarray(start[i], start[i + 1]);
  };
  const edgesFrom = rangesBy(from), edgesTo = rangesBy(to);

  // The shortest path from a seed to each node: by which edge it was reached. -1: a seed, or reached by nothing that is shown.
  const reachedBy = new Int32Array(n).fill(-1), order = [];
  const reached = new Uint8Array(n);
  for (let i = 0; i < n; i++) if (isSeed[i]) { reached[i] = 1; order.push(i); }
  for (let k = 0; k < order.length; k++) {
    for (const e of edgesFrom(order[k])) {
      if (!reached[to[e]]) { reached[to[e]] = 1; reachedBy[to[e]] = e; order.push(to[e]); }
    }
  }
  for (let i = 0; i < n; i++) if (!reached[i]) order.push(i);

  // Where nodes begin: seeds on a spiral, wider where more hangs on them, the others around what they were reached from.
  const weight = new Uint32Array(n).fill(1), placed = new Uint32Array(n);
  for (let k = order.length - 1; k >= 0; k--) { const e = reachedBy[order[k]]; if (e >= 0) weight[from[e]] += weight[to[e]]; }
  const GOLDEN = Math.PI * (3 - Math.sqrt(5));
  let area = 0, turn = 0;
  for (const i of order) {
    const e = reachedBy[i];
    if (e < 0) {
      area += weight[i];
      const r = 22 * Math.sqrt(area - weight[i] / 2);
      x[i] = r * Math.cos(turn * GOLDEN);
      y[i] = r * Math.sin(turn++ * GOLDEN);
    } else {
      const p = from[e], k = placed[p]++, r = 14 * Math.sqrt(k + 2);
      x[i] = x[p] + r * Math.cos(k * GOLDEN + p);
      y[i] = y[p] + r * Math.sin(k * GOLDEN + p);
    }
  }

  // Forces after Barnes and Hut: what is far away pushes as one. A round is cut into slices, so that the page answers while it goes on.
  const CELLS = 8 * n + 64, THETA2 = .9, LINK = 34, PUSH = 320, DEEPEST = 22, EMPTY = -2, INNER = -1;
  const child = new Int32Array(4 * CELLS), leaf = new Int32Array(CELLS), mass = new Float32Array(CELLS), sumX = new Float64Array(CELLS), sumY = new Float64Array(CELLS), half = new Float32Array(CELLS);
  // The pull to the middle: many take more room.
  const CENTRE = .012 * Math.min(1, 40 / Math.sqrt(n));
  const stack = new Int32Array(4 * DEEPEST + 64);
  let cells = 0, middleX = 0, middleY = 0, alpha = 1, at = -1, stopped = false;

  const newCell = (size, i) => {
    const c = cells++;
    child.fill(0, 4 * c, 4 * c + 4);
    leaf[c] = i;
    half[c] = size;
    mass[c] = i >= 0 ? 1 : 0;
    sumX[c] = i >= 0 ? x[i] : 0;
    sumY[c] = i >= 0 ? y[i] : 0;
    return c;
  };
  const insert = i => {
    let c = 0, cx = middleX, cy = middleY, size = half[0];
    for (let depth = 0; ; depth++) {
      const other = leaf[c];
      mass[c]++;
      sumX[c] += x[i];
      sumY[c] += y[i];
      if (other === EMPTY) { leaf[c] = i; return; }
      if (other !== INNER) {
        if (depth >= DEEPEST || cells + 2 >= CELLS) return;
        leaf[c] = INNER;
        child[4 * c + (x[other] > cx ? 1 : 0) + (y[other] > cy ? 2 : 0)] = newCell(size / 2, other);
      }
      const q = (x[i] > cx ? 1 : 0) + (y[i] > cy ? 2 : 0);
      size /= 2;
      if (child[4 * c + q] === 0) {
        if (cells + 2 < CELLS) child[4 * c + q] = newCell(size, i);
        return;
      }
      cx += q & 1 ? size : -size;
      cy += q & 2 ? size : -size;
      c = child[4 * c + q];
    }
  };
  const buildTree = () => {
    let left = Infinity, right = -Infinity, top = Infinity, bottom = -Infinity;
    for (let i = 0; i < n; i++) {
      if (!shown[i]) continue;
      left = Math.min(left, x[i]); right = Math.max(right, x[i]); top = Math.min(top, y[i]); bottom = Math.max(bottom, y[i]);
    }
    cells = 0;
    middleX = (left + right) / 2;
    middleY = (top + bottom) / 2;
    newCell(Math.max(right - left, bottom - top, 1) / 2 + 1, EMPTY);
    for (let i = 0; i < n; i++) if (shown[i]) insert(i);
  };
  const push = i => {
    let height = 1, fx = 0, fy = 0;
    stack[0] = 0;
    while (height > 0) {
      const c = stack[--height], many = mass[c];
      if (many === 0) continue;
      let dx = sumX[c] / many - x[i], dy = sumY[c] / many - y[i];
      let d2 = dx * dx + dy * dy;
      if (leaf[c] !== INNER || 4 * half[c] * half[c] < THETA2 * d2) {
        if (leaf[c] === i && many === 1) continue;
        if (d2 < 1) { dx += (i % 7 - 3) * .1; dy += (i % 5 - 2) * .1; d2 = Math.max(dx * dx + dy * dy, 1); }
        const force = PUSH * many / d2;
        fx -= dx * force;
        fy -= dy * force;
      } else {
        for (let q = 0; q < 4; q++) { const k = child[4 * c + q]; if (k !== 0) stack[height++] = k; }
      }
    }
    const most = 60, length = Math.hypot(fx, fy), scale = length > most ? most / length : 1;
    vx[i] += fx * scale * alpha * .2;
    vy[i] += fy * scale * alpha * .2;
  };
  const pullAndMove = () => {
    for (let e = 0; e < m; e++) {
      if (!edgeShown[e]) continue;
      const a = from[e], b = to[e];
      if (a === b) continue;
      const dx = x[b] - x[a], dy = y[b] - y[a], d = Math.hypot(dx, dy) || 1;
      const force = (d - LINK) / d * alpha * .7 / Math.min(degree[a], degree[b]), share = degree[a] / (degree[a] + degree[b]);
      vx[b] -= dx * force * share;
      vy[b] -= dy * force * share;
      vx[a] += dx * force * (1 - share);
      vy[a] += dy * force * (1 - share);
    }
    for (let i = 0; i < n; i++) {
      if (!shown[i] || i === dragged) { vx[i] = vy[i] = 0; continue; }
      vx[i] = (vx[i] - x[i] * CENTRE * alpha) * .6;
      vy[i] = (vy[i] - y[i] * CENTRE * alpha) * .6;
      x[i] += vx[i];
      y[i] += vy[i];
    }
    alpha *= .985;
  };
  /** Works for at most so many milliseconds; true when a round ended. */
  const work = budget => {
    const until = performance.now() + budget;
    if (at < 0) { buildTree(); at = 0; }
    while (at < n) {
      for (const end = Math.min(n, at + 256); at < end; at++) if (shown[at]) push(at);
      if (performance.now() > until && at < n) return false;
    }
    pullAndMove();
    at = -1;
    return true;
  };

  // Drawing.
  const canvas = byId('graph'), pen = canvas.getContext('2d');
  let scale = 1, offsetX = 0, offsetY = 0, width = 0, height = 0, dirty = true, selected = -1, dragged = -1, colours = {}, followed = true, path = new Set();
  const readColours = () => {
    const style = getComputedStyle(document.documentElement);
    for (const name of ['back', 'text', 'dim', 'edge', 'mark', 'bad', ...TYPES]) colours[name] = style.getPropertyValue('--' + name).trim();
    dirty = true;
  };
  const resize = () => {
    const ratio = window.devicePixelRatio || 1;
    width = canvas.clientWidth;
    height = canvas.clientHeight;
    canvas.width = Math.max(1, Math.round(width * ratio));
    canvas.height = Math.max(1, Math.round(height * ratio));
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    dirty = true;
  };
  const fit = () => {
    let left = Infinity, right = -Infinity, top = Infinity, bottom = -Infinity;
    for (let i = 0; i < n; i++) {
      if (!shown[i]) continue;
      left = Math.min(left, x[i]); right = Math.max(right, x[i]); top = Math.min(top, y[i]); bottom = Math.max(bottom, y[i]);
    }
    if (right < left) return;
    scale = Math.min(2.5, .92 * Math.min(width / (right - left + 60), height / (bottom - top + 60)));
    offsetX = width / 2 - scale * (left + right) / 2;
    offsetY = height / 2 - scale * (top + bottom) / 2;
    dirty = true;
  };
  const sx = i => x[i] * scale + offsetX, sy = i => y[i] * scale + offsetY;
  const inView = (px, py) => px > -20 && px < width + 20 && py > -20 && py < height + 20;
  const drawEdges = (list, colour, wide) => {
    pen.strokeStyle = colour;
    pen.lineWidth = wide;
    pen.beginPath();
    for (const e of list) {
      if (!edgeShown[e]) continue;
      const ax = sx(from[e]), ay = sy(from[e]), bx = sx(to[e]), by = sy(to[e]);
      if (Math.max(ax, bx) < 0 || Math.min(ax, bx) > width || Math.max(ay, by) < 0 || Math.min(ay, by) > height) continue;
      pen.moveTo(ax, ay);
      pen.lineTo(bx, by);
    }
    pen.stroke();
  };
  const circle = (px, py, r) => { pen.moveTo(px + r, py); pen.arc(px, py, r, 0, 2 * Math.PI); };
  const every = { *[Symbol.iterator]() { for (let e = 0; e < m; e++) yield e; } };
  const draw = () => {
    pen.fillStyle = colours.back;
    pen.fillRect(0, 0, width, height);
    drawEdges(every, colours.edge, 1);
    if (selected >= 0) {
      drawEdges(edgesFrom(selected), colours.dim, 1.5);
      drawEdges(edgesTo(selected), colours.dim, 1.5);
      drawEdges(path, colours.mark, 3);
    }
    const zoom = Math.min(1.6, Math.max(.35, Math.sqrt(scale)));
    for (let t = 0; t < TYPES.length; t++) {
      for (const isGood of [false, true]) {
        pen.fillStyle = colours[TYPES[t]];
        pen.globalAlpha = isGood ? .35 : 1;
        pen.beginPath();
        for (let i = 0; i < n; i++) {
          if (!shown[i] || nodeType[i] !== t || (mark[i] >> GOOD & 1) !== +isGood) continue;
          const px = sx(i), py = sy(i), r = radius[i] * zoom;
          if (!inView(px, py)) continue;
          if (r < 2) pen.rect(px - r, py - r, 2 * r, 2 * r); else circle(px, py, r);
        }
        pen.fill();
      }
    }
    pen.globalAlpha = 1;
    const ring = (colour, wide, test) => {
      pen.strokeStyle = colour;
      pen.lineWidth = wide;
      pen.beginPath();
      for (let i = 0; i < n; i++) {
        if (!shown[i] || !test(i)) continue;
        const px = sx(i), py = sy(i);
        if (inView(px, py)) circle(px, py, radius[i] * zoom + wide / 2);
      }
      pen.stroke();
    };
    ring(colours.text, 1 + zoom, i => isSeed[i]);
    ring(colours.bad, 1 + zoom / 2, i => !isSeed[i] && mark[i] >> BAD & 1);
    if (selected >= 0) ring(colours.mark, 4, i => i === selected);
    drawLabels(zoom);
  };
  const drawLabels = zoom => {
    const MOST = 160;
    pen.font = '12px system-ui, sans-serif';
    pen.textBaseline = 'middle';
    pen.lineWidth = 3;
    pen.strokeStyle = colours.back;
    pen.fillStyle = colours.text;
    let count = 0;
    const taken = new Set(), LINE = 15, PIECE = 40;
    const label = i => {
      const px = sx(i) + radius[i] * zoom + 4, py = sy(i);
      if (!shown[i] || !inView(px, py) || count >= MOST) return;
      const most = TYPES[nodeType[i]] === 'file' ? 12 : 48, text = value(i).length > most ? value(i).slice(0, most) + '…' : value(i);
      // Not over another one: the canvas in pieces, each for one label.
      const row = Math.round(py / LINE), first = Math.floor(px / PIECE), last = Math.floor((px + text.length * 6.5) / PIECE);
      for (let k = first; k <= last; k++) if (taken.has(row * 1000 + k)) return;
      for (let k = first; k <= last; k++) taken.add(row * 1000 + k);
      pen.strokeText(text, px, py);
      pen.fillText(text, px, py);
      count++;
    };
    if (selected >= 0) { label(selected); for (const e of path) label(from[e]); }
    const isNear = scale > 1.1 || shownNodes < 40;
    for (const i of byWeight) {
      if (count >= MOST) break;
      if (isSeed[i] ? scale > .35 || seeds < 40 : isNear || (scale > .5 && degree[i] > 12)) label(i);
    }
  };

  // Filters.
  let shownNodes = 0, seeds = 0;
  for (let i = 0; i < n; i++) seeds += isSeed[i];
  const byWeight = Array.from({ length: n }, (_, i) => i).sort((a, b) => isSeed[b] - isSeed[a] || degree[b] - degree[a]);
  const element = (name, text, ...inside) => {
    const made = document.createElement(name);
    if (text !== null && text !== undefined) made.textContent = text;
    made.append(...inside);
    return made;
  };
  const checks = (id, names, counts, colour) => names.map((name, k) => {
    const box = element('input');
    box.type = 'checkbox';
    box.checked = true;
    box.addEventListener('change', () => filter(true));
    const label = element('label', null, box);
    if (colour) { const dot = element('i'); dot.className = name; label.append(dot); }
    label.append(element('b', name), element('span', counts[k].toLocaleString('en')));
    if (counts[k] > 0) byId(id).append(label);
    return box;
  });
  const count = (length, each) => { const counts = new Array(length).fill(0); each(k => counts[k]++); return counts; };
  const typeBoxes = checks('types', TYPES, count(TYPES.length, add => nodeType.forEach(add)), true);
  const classBoxes = checks('classes', [...CLASSES, 'without tags'], count(CLASSES.length + 1, add => {
    for (let i = 0; i < n; i++) { if (!mark[i]) add(CLASSES.length); CLASSES.forEach((_, c) => { if (mark[i] >> c & 1) add(c); }); }
  }));
  const sourceBoxes = checks('sources', data.sources, count(data.sources.length, add => data.edges.forEach(edge => add(edge[3]))));
  const depth = byId('depth'), tag = byId('tag');
  depth.max = String(level.reduce((a, b) => Math.max(a, b), 0));
  depth.value = depth.max;
  depth.addEventListener('input', () => filter(true));
  tag.addEventListener('change', () => filter(true));
  const tagCounts = count(data.tags.length, add => data.nodes.forEach(node => node[4].forEach(add)));
  data.tags.map((_, t) => t).sort((a, b) => tagCounts[b] - tagCounts[a]).slice(0, 300).forEach(t => {
    const option = element('option', `${data.tags[t][0]} (${data.tags[t][2]}): ${tagCounts[t].toLocaleString('en')}`);
    option.value = String(t);
    tag.append(option);
  });
  const filter = again => {
    const types = typeBoxes.map(b => b.checked), classes = classBoxes.reduce((bits, b, c) => bits | (b.checked ? 1 << c : 0), 0), sources = sourceBoxes.map(b => b.checked);
    const deepest = +depth.value, only = tag.value === '' ? -1 : +tag.value, allSources = sources.every(s => s);
    byId('level').textContent = depth.value;
    for (let i = 0; i < n; i++) {
      shown[i] = +(types[nodeType[i]] && level[i] <= deepest && ((mark[i] || 1 << CLASSES.length) & classes) !== 0 && (only < 0 || data.nodes[i][4].includes(only)));
    }
    if (!allSources) {
      // What only the other sources say is not there.
      const said = new Uint8Array(n);
      for (let e = 0; e < m; e++) if (sources[data.edges[e][3]]) said[from[e]] = said[to[e]] = 1;
      for (let i = 0; i < n; i++) if (!isSeed[i] && !said[i]) shown[i] = 0;
    }
    let edges = 0;
    for (let e = 0; e < m; e++) edges += edgeShown[e] = +(shown[from[e]] && shown[to[e]] && sources[data.edges[e][3]]);
    shownNodes = shown.reduce((a, b) => a + b, 0);
    byId('shown').textContent = `${shownNodes.toLocaleString('en')} IOCs, ${edges.toLocaleString('en')} relations`;
    at = -1;
    if (again) alpha = Math.max(alpha, .25);
    dirty = true;
  };

  // What is known of one IOC.
  const time = seconds => new Date(seconds * 1000).toISOString().slice(0, 16).replace('T', ' ');
  const whoAndWhen = e => {
    const [, , , source, first, last, answered] = data.edges[e];
    const seen = first && last ? `seen ${time(first)} to ${time(last)}` : first ? `first seen ${time(first)}` : last ? `last seen ${time(last)}` : '';
    return [data.sources[source], seen, answered ? `answered ${time(answered)}` : ''].filter(t => t).join(', ');
  };
  const link = i => {
    const button = element('button', value(i));
    button.type = 'button';
    button.addEventListener('click', () => select(i, true));
    return button;
  };
  const relations = (title, edges, far) => {
    const MOST = 50, list = element('ul');
    for (const e of edges.subarray(0, MOST)) list.append(element('li', null, link(far[e]), element('small', `${data.labels[data.edges[e][2]]} (${whoAndWhen(e)})`)));
    if (edges.length > MOST) list.append(element('li', `and ${(edges.length - MOST).toLocaleString('en')} more`));
    return edges.length ? [element('h3', `${title} (${edges.length.toLocaleString('en')})`), list] : [];
  };
  const pathTo = i => {
    const edges = [];
    for (let e = reachedBy[i]; e >= 0; e = reachedBy[from[e]]) edges.unshift(e);
    return edges;
  };
  const select = (i, centre) => {
    selected = i;
    dirty = true;
    const details = byId('details');
    if (i < 0) { path = new Set(); details.replaceChildren(element('p', 'Choose an IOC to see why it is here.')); return; }
    const steps = pathTo(i), facts = element('dl'), why = element('ol'), copy = element('button', 'Copy');
    path = new Set(steps);
    const fact = (name, text) => facts.append(element('dt', name), element('dd', text));
    fact('Type', TYPES[nodeType[i]]);
    fact('Level', isSeed[i] ? 'seed' : String(level[i]));
    fact('Seeds that lead to it', data.nodes[i][3].toLocaleString('en'));
    for (const [name, tagClass, by] of tagsOf(i)) {
      const shownTag = element('dd', name, element('small', by));
      shownTag.className = CLASSES[tagClass];
      facts.append(element('dt', CLASSES[tagClass]), shownTag);
    }
    if (steps.length) why.append(element('li', null, link(from[steps[0]]), element('small', 'seed')));
    for (const e of steps) why.append(element('li', null, link(to[e]), element('small', `${data.labels[data.edges[e][2]]} (${whoAndWhen(e)})`)));
    copy.type = 'button';
    copy.addEventListener('click', () => navigator.clipboard?.writeText(value(i)));
    details.replaceChildren(
      element('h2', value(i)), copy, facts, element('h3', 'Why it is here'),
      steps.length ? why : element('p', isSeed[i] ? 'It is a seed.' : 'The path from its seed is not part of this page.'),
      ...relations('Leads to', edgesFrom(i), to), ...relations('Named by', edgesTo(i), from));
    if (centre) {
      scale = Math.max(scale, .9);
      offsetX = width / 2 - x[i] * scale;
      offsetY = height / 2 - y[i] * scale;
      followed = false;
    }
  };

  // Search.
  const searchBox = byId('search');
  const search = () => {
    const MOST = 50, text = searchBox.value.trim().toLowerCase(), results = byId('results');
    results.replaceChildren();
    byId('found').textContent = '';
    if (!text) return;
    const hits = byWeight.filter(i => value(i).toLowerCase().includes(text) || tagsOf(i).some(t => t[0].toLowerCase().includes(text)));
    byId('found').textContent = hits.length > MOST ? `${hits.length.toLocaleString('en')} found, the first ${MOST} of them` : `${hits.length} found`;
    for (const i of hits.slice(0, MOST)) results.append(element('li', null, link(i), ...(shown[i] ? [] : [element('small', 'hidden by the filters')])));
  };
  searchBox.addEventListener('input', search);
  searchBox.addEventListener('keydown', e => { if (e.key === 'Enter') byId('results').querySelector('button')?.click(); });

  // Pointer and keys.
  const zoomBy = (factor, px = width / 2, py = height / 2) => {
    const next = Math.min(8, Math.max(.01, scale * factor));
    offsetX = px - (px - offsetX) * next / scale;
    offsetY = py - (py - offsetY) * next / scale;
    scale = next;
    followed = false;
    dirty = true;
  };
  const nodeAt = (px, py) => {
    const zoom = Math.min(1.6, Math.max(.35, Math.sqrt(scale)));
    let best = -1, nearest = Infinity;
    for (let i = 0; i < n; i++) {
      if (!shown[i]) continue;
      const d = Math.hypot(sx(i) - px, sy(i) - py) - radius[i] * zoom;
      if (d < 6 && d < nearest) { nearest = d; best = i; }
    }
    return best;
  };
  const pointers = new Map();
  let moved = 0;
  const place = e => { const box = canvas.getBoundingClientRect(); return [e.clientX - box.left, e.clientY - box.top]; };
  canvas.addEventListener('pointerdown', e => {
    canvas.setPointerCapture(e.pointerId);
    pointers.set(e.pointerId, place(e));
    moved = 0;
    dragged = pointers.size === 1 ? nodeAt(...place(e)) : -1;
  });
  canvas.addEventListener('pointermove', e => {
    const before = pointers.get(e.pointerId), now = place(e);
    if (!before) { canvas.style.cursor = nodeAt(...now) >= 0 ? 'pointer' : 'grab'; return; }
    const other = [...pointers].find(([id]) => id !== e.pointerId)?.[1];
    moved += Math.hypot(now[0] - before[0], now[1] - before[1]);
    if (other) zoomBy(Math.hypot(now[0] - other[0], now[1] - other[1]) / (Math.hypot(before[0] - other[0], before[1] - other[1]) || 1), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
    else if (dragged >= 0) {
      if (moved > 4) { x[dragged] = (now[0] - offsetX) / scale; y[dragged] = (now[1] - offsetY) / scale; alpha = Math.max(alpha, .15); followed = false; }
    } else { offsetX += now[0] - before[0]; offsetY += now[1] - before[1]; followed = false; }
    pointers.set(e.pointerId, now);
    dirty = true;
  });
  const release = e => {
    if (pointers.delete(e.pointerId) && e.type === 'pointerup' && moved <= 4 && pointers.size === 0) select(nodeAt(...place(e)), false);
    dragged = -1;
  };
  canvas.addEventListener('pointerup', release);
  canvas.addEventListener('pointercancel', release);
  canvas.addEventListener('wheel', e => { e.preventDefault(); zoomBy(Math.exp(-e.deltaY * (e.deltaMode ? .05 : .0015)), ...place(e)); }, { passive: false });
  const step = by => {
    const list = byWeight.filter(i => shown[i]);
    if (list.length) select(list[(list.indexOf(selected) + by + list.length) % list.length], true);
  };
  canvas.addEventListener('keydown', e => {
    const keys = {
      ArrowLeft: () => { offsetX += 60; }, ArrowRight: () => { offsetX -= 60; }, ArrowUp: () => { offsetY += 60; }, ArrowDown: () => { offsetY -= 60; },
      '+': () => zoomBy(1.25), '=': () => zoomBy(1.25), '-': () => zoomBy(.8), '0': fit, n: () => step(1), p: () => step(selected < 0 ? 0 : -1), Escape: () => select(-1),
    };
    if (!keys[e.key] || e.ctrlKey || e.metaKey || e.altKey) return;
    e.preventDefault();
    followed = false;
    keys[e.key]();
    dirty = true;
  });
  document.addEventListener('keydown', e => {
    if (e.key === '/' && !/^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName)) { e.preventDefault(); searchBox.focus(); }
  });
  byId('in').addEventListener('click', () => zoomBy(1.4));
  byId('out').addEventListener('click', () => zoomBy(1 / 1.4));
  byId('fit').addEventListener('click', () => { followed = true; fit(); });
  byId('stop').addEventListener('click', () => { stopped = !stopped; if (!stopped) alpha = Math.max(alpha, .3); byId('stop').textContent = stopped ? 'Go on' : 'Stop'; });
  byId('theme').addEventListener('click', () => {
    const root = document.documentElement, isDark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = isDark ? 'light' : 'dark';
    readColours();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', readColours);
  // Drawn at once: to resize a canvas clears it.
  new ResizeObserver(() => { resize(); if (followed) fit(); dirty = false; draw(); }).observe(canvas);

  document.title = data.title;
  byId('title').textContent = data.title;
  byId('about').textContent = data.about;
  if (data.cut) { byId('cut').textContent = data.cut; byId('cut').hidden = false; }
  readColours();
  resize();
  filter(false);
  fit();
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const frame = () => {
    if (!stopped && alpha > .012 && n > 0) {
      const isRound = work(14);
      if (isRound && !still || alpha <= .012) { dirty = true; if (followed) fit(); }
    }
    if (dirty) { dirty = false; draw(); }
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  document.documentElement.dataset.ready = 'yes';
})();
