#include "annotations/agreement/label_sets.h"

#include <vector>

namespace sayso {

LabelSet label_set(const Value& value) {
  const auto* list = std::get_if<std::vector<std::string>>(&value);
  return list ? LabelSet(list->begin(), list->end()) : LabelSet();
}

std::string key_of_labels(const LabelSet& labels) {
  std::string key;
  for (const std::string& label : labels) key += label + '\n';
  return key;
}

LabelSet labels_of_key(std::string_view key) {
  LabelSet labels;
  for (std::size_t at = 0; at < key.size();) {
    const std::size_t end = key.find('\n', at);
    labels.emplace(key.substr(at, end - at));
    at = end + 1;
  }
  return labels;
}

double jaccard(const LabelSet& a, const LabelSet& b) {
  std::size_t shared = 0;
  for (const std::string& label : a) shared += b.count(label);
  const std::size_t either = a.size() + b.size() - shared;
  return either == 0 ? 1 : static_cast<double>(shared) / static_cast<double>(either);
}

}  // namespace sayso
