#include "annotations/agreement/span_f1.h"

namespace sayso {
namespace {

std::optional<double> ratio(std::size_t part, std::size_t whole) {
  if (whole == 0) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

std::optional<double> SpanF1::f1() const { return ratio(2 * matched, a + b); }
std::optional<double> SpanF1::precision() const { return ratio(matched, b); }
std::optional<double> SpanF1::recall() const { return ratio(matched, a); }

SpanF1& SpanF1::operator+=(const SpanF1& other) {
  matched += other.matched;
  a += other.a;
  b += other.b;
  return *this;
}

std::string why_undefined(const SpanF1& counts) {
  return counts.a + counts.b == 0 ? "neither annotator has any" : "";
}

}  // namespace sayso
