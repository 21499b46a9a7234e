// The outline of a stretch of text over several lines as closed polygons with right angles. Pure; whole
// numbers in give whole numbers out.
#pragma once

#include <span>
#include <vector>

#include "ui/desktop/geometry.h"

namespace sayso::ui {

// Clockwise corners, one polygon for each group of rectangles that touch from line to line (overlap in
// x, at most `gap` apart in y; the gap is closed). Corners in a straight line are left out.
std::vector<std::vector<Point>> stretch_outlines(std::span<const Rect> lines, float gap);

}  // namespace sayso::ui
