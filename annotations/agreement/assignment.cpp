#include "annotations/agreement/assignment.h"

#include <queue>
#include <utility>

namespace sayso {
namespace {

constexpr std::size_t kNone = SIZE_MAX;

// Costs are negated weights. Columns are the rights, then one column a row that stands for 'stays alone'
// at cost 0, so that every row finds a column.
class Assignment {
 public:
  Assignment(std::size_t rows, std::size_t columns, const std::vector<WeightedPair>& pairs)
      : rights_(columns),
        edges_(rows),
        row_price_(rows),
        column_price_(columns + rows),
        row_of_(columns + rows, kNone),
        column_of_(rows, kNone),
        distance_(columns + rows),
        reached_(columns + rows, kNone),
        settled_(columns + rows, kNone),
        from_(columns + rows, kNone) {
    for (const WeightedPair& pair : pairs) edges_[pair.left].push_back({pair.right, -pair.weight});
    for (std::size_t row = 0; row < rows; ++row) edges_[row].push_back({columns + row, {}});
  }

  std::vector<std::optional<std::size_t>> solve() {
    for (std::size_t row = 0; row < edges_.size(); ++row) place(row);
    std::vector<std::optional<std::size_t>> partners(edges_.size());
    for (std::size_t row = 0; row < edges_.size(); ++row) {
      if (column_of_[row] < rights_) partners[row] = column_of_[row];
    }
    return partners;
  }

 private:
  struct Edge {
    std::size_t column;
    PairWeight cost;
  };

  // Gives `start` a column along the cheapest alternating path. Only the edges of `start` may have a
  // negative reduced cost, and they are all seen first, so Dijkstra's order holds.
  void place(std::size_t start) {
    using Reached = std::pair<PairWeight, std::size_t>;
    std::priority_queue<Reached, std::vector<Reached>, std::greater<>> open;
    std::vector<std::size_t> settled;
    std::size_t row = start;
    PairWeight so_far;
    std::size_t free = kNone;
    while (free == kNone) {
      for (const Edge& edge : edges_[row]) {
        if (settled_[edge.column] == start) continue;
        const PairWeight to = so_far + edge.cost - row_price_[row] - column_price_[edge.column];
        if (reached_[edge.column] == start && distance_[edge.column] <= to) continue;
        reached_[edge.column] = start;
        distance_[edge.column] = to;
        from_[edge.column] = row;
        open.push({to, edge.column});
      }
      // The row's own column is always among those open, so the queue never runs dry.
      while (settled_[open.top().second] == start) open.pop();
      const std::size_t column = open.top().second;
      so_far = distance_[column];
      settled_[column] = start;
      if (row_of_[column] == kNone) {
        free = column;
      } else {
        settled.push_back(column);
        row = row_of_[column];
      }
    }
    row_price_[start] += so_far;
    for (const std::size_t column : settled) {
      const PairWeight gained = so_far - distance_[column];
      row_price_[row_of_[column]] += gained;
      column_price_[column] += -gained;
    }
    for (std::size_t column = free; column != kNone;) {
      const std::size_t taker = from_[column];
      row_of_[column] = taker;
      std::swap(column, column_of_[taker]);
      if (taker == start) break;
    }
  }

  std::size_t rights_;
  std::vector<std::vector<Edge>> edges_;
  std::vector<PairWeight> row_price_, column_price_;
  std::vector<std::size_t> row_of_, column_of_;
  std::vector<PairWeight> distance_;
  std::vector<std::size_t> reached_, settled_;  // the last start that did so
  std::vector<std::size_t> from_;
};

}  // namespace

std::vector<std::optional<std::size_t>> best_assignment(std::size_t lefts, std::size_t rights,
                                                        const std::vector<WeightedPair>& pairs) {
  return Assignment(lefts, rights, pairs).solve();
}

}  // namespace sayso
