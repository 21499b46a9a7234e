#include "ui/cli/loss_table.h"

namespace sayso::cli {

Table loss_table(const std::vector<Loss>& losses) {
  Table table({"lost", "what", "where"});
  table.right(0);
  for (const Loss& loss : losses) {
    std::string places;
    for (const std::string& place : loss.places) places += (places.empty() ? "" : ", ") + place;
    if (loss.places.size() < loss.count && !places.empty()) places += ", …";
    table.add({std::to_string(loss.count), loss.what, places});
  }
  return table;
}

Json to_json(const std::vector<Loss>& losses) {
  Json all = Json::array();
  for (const Loss& loss : losses) all.push_back({{"what", loss.what}, {"count", loss.count}, {"places", loss.places}});
  return all;
}

}  // namespace sayso::cli
