// F1 of spans with the very same layer and place, for each pair of annotators.
#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sayso_plugin.hpp"

namespace {

class SamePlaces : public sayso_sdk::Plugin {
  using Places = std::set<std::string>;
  struct Counts {
    std::uint64_t both = 0, either = 0, articles = 0;
  };

  void article(const sayso_article&) override { here_.clear(); }

  void annotations(const sayso_article&, const sayso_annotations& annotations) override {
    Places mine;
    for (std::size_t i = 0; i < annotations.span_count; ++i) mine.insert(place_of(*annotations.spans[i]));
    const std::string name(sayso_sdk::view(annotations.annotator));
    for (const auto& [other, theirs] : here_) {
      std::vector<std::string> same;
      std::set_intersection(mine.begin(), mine.end(), theirs.begin(), theirs.end(), std::back_inserter(same));
      Counts& counts = counts_[{other, name}];
      counts.both += same.size();
      counts.either += mine.size() + theirs.size();
      ++counts.articles;
    }
    here_.emplace_back(name, std::move(mine));
  }

  void finish() override {
    for (const auto& [pair, counts] : counts_) {
      sayso_sdk::Figure figure;
      figure.measure = "f1-same-place";
      figure.of = "spans";
      figure.annotators = {pair.first, pair.second};
      figure.items = counts.either;
      figure.articles = counts.articles;
      if (counts.either > 0) figure.value = 2.0 * static_cast<double>(counts.both) / static_cast<double>(counts.either);
      if (!figure.value) figure.note = "neither marked anything";
      give(figure);
    }
  }

  static std::string place_of(const sayso_span& span) {
    std::string place(sayso_sdk::view(span.layer));
    for (std::size_t i = 0; i < span.fragment_count; ++i) {
      place += " " + std::to_string(span.fragments[i].code_point_begin) + "-" + std::to_string(span.fragments[i].code_point_end);
    }
    return place;
  }

  std::vector<std::pair<std::string, Places>> here_;  // of the article at hand
  std::map<std::pair<std::string, std::string>, Counts> counts_;
};

}  // namespace

SAYSO_PLUGIN(SamePlaces, R"({"id": "org.example.@name@", "version": "0.1.0", "kind": "measure"})")
