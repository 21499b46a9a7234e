// Heights of paragraphs below one another: any prefix sum, the row at a height and a changed height cost
// the logarithm of their number (a Fenwick tree). A value.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <vector>

namespace sayso::ui {

class HeightSums {
 public:
  HeightSums() = default;
  explicit HeightSums(std::vector<float> heights)
      : heights_(std::move(heights)), sums_(heights_.size() + 1, 0) {
    for (std::size_t i = 1; i < sums_.size(); ++i) {
      sums_[i] += static_cast<double>(heights_[i - 1]);
      const std::size_t parent = i + (i & (~i + 1));
      if (parent < sums_.size()) sums_[parent] += sums_[i];
    }
  }

  std::size_t size() const { return heights_.size(); }
  float height(std::size_t index) const { return heights_[index]; }
  double total() const { return top(size()); }

  // Sum of the heights before `index`.
  double top(std::size_t index) const {
    double sum = 0;
    for (std::size_t i = index; i > 0; i -= i & (~i + 1)) sum += sums_[i];
    return sum;
  }

  void set(std::size_t index, float height) {
    const double change = static_cast<double>(height) - static_cast<double>(heights_[index]);
    heights_[index] = height;
    for (std::size_t i = index + 1; i < sums_.size(); i += i & (~i + 1)) sums_[i] += change;
  }

  // The row that holds y: the last whose top is at or above it; 0 above all. Precondition: size() > 0.
  std::size_t at(double y) const {
    std::size_t index = 0;
    for (std::size_t step = std::bit_floor(size()); step > 0; step /= 2) {
      if (index + step < sums_.size() && sums_[index + step] <= y) {
        index += step;
        y -= sums_[index];
      }
    }
    return std::min(index, size() - 1);
  }

 private:
  std::vector<float> heights_;
  std::vector<double> sums_;  // from 1
};

}  // namespace sayso::ui
