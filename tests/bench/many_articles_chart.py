"""Two line charts over the number of articles as one SVG, by hand: the first frame, and the memory above no articles.
Dashed: the limits."""

WIDTH, HEIGHT = 400, 300  # of one chart
LEFT, RIGHT, TOP, BOTTOM = 60, 38, 44, 50
INK, MUTED, GRID, LINE, LIMIT = "#222222", "#5f5f5f", "#e4e4e4", "#1f6fb2", "#b5442f"


def text(x, y, words, colour=MUTED, size=12, anchor="middle"):
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" font-size="{size}" text-anchor="{anchor}">{words}</text>'


def path(points, colour, dashed=False):
    places = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dash = ' stroke-dasharray="6 4"' if dashed else ""
    return f'<polyline points="{places}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>'


def panel(left, title, points, limit, limit_words, widest, highest, step):
    """`points` are (articles, value), `limit` the two ends of the limit's line in the same units."""
    def place(point):
        x = left + LEFT + point[0] / widest * (WIDTH - LEFT - RIGHT)
        return x, HEIGHT - BOTTOM - point[1] / highest * (HEIGHT - TOP - BOTTOM)

    parts = [text(left + LEFT, 24, title, INK, 14, "start")]
    value = 0
    while value <= highest:
        (x, y), (end, _) = place((0, value)), place((widest, value))
        parts.append(f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{end:.1f}" y2="{y:.1f}" stroke="{GRID}"/>')
        parts.append(text(x - 8, y + 4, f"{value:,}", anchor="end"))
        value += step
    for part in range(5):
        articles = widest * part // 4
        parts.append(text(place((articles, 0))[0], HEIGHT - BOTTOM + 18, f"{articles:,}"))
    parts.append(text(left + (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, "articles"))
    parts.append(path([place(end) for end in limit], LIMIT, dashed=True))
    middle = place(((limit[0][0] + limit[1][0]) / 2, (limit[0][1] + limit[1][1]) / 2))
    parts.append(text(middle[0] - 6, middle[1] - 8, limit_words, LIMIT, anchor="end"))
    parts.append(path([place(point) for point in points], LINE))
    parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{LINE}"/>' for x, y in map(place, points)]
    x, y = place(points[-1])
    parts.append(text(x - 4, y - 10, f"{points[-1][1]:,.0f}", INK, anchor="end"))
    return "\n".join(parts)


def chart(rows, frame_limit_ms, bytes_limit):
    widest = rows[-1]["size"]
    most = bytes_limit * widest / 1e6
    frames = panel(0, "First frame after the start, ms", [(row["size"], row["frame"]) for row in rows],
                   ((0, frame_limit_ms), (widest, frame_limit_ms)), f"limit {frame_limit_ms:,} ms", widest,
                   frame_limit_ms * 1.2, frame_limit_ms // 5)
    held = panel(WIDTH, "Memory above no articles, MB", [(row["size"], row["above"] / 1e6) for row in rows],
                 ((0, 0), (widest, most)), f"limit {bytes_limit:,} bytes an article", widest, most * 1.1, max(1, round(most / 5)))
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * WIDTH} {HEIGHT}" width="{2 * WIDTH}" height="{HEIGHT}" '
            f'font-family="sans-serif">\n<rect width="100%" height="100%" fill="white"/>\n{frames}\n{held}\n</svg>\n')
