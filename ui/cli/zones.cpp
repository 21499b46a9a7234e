#include "ui/cli/zones.h"

#include "plugins/host/wire/json.h"

namespace sayso::cli {
namespace {

Error wrong(const std::string& what) {
  return usage_error("--zones: " + what,
                     R"(write [{"kind": "headline", "at": [0, 27]}, …], positions in code points)");
}

}  // namespace

Result<std::vector<Zone>> zones_from_json(std::string_view json) {
  using wire::Json;
  const auto list = wire::parse_json(json);
  if (!list) return wrong(list.error().what);
  if (!list->is(Json::Type::list)) return wrong("not a list");
  std::vector<Zone> zones;
  for (const Json& item : list->items) {
    const Json& at = item["at"];
    Zone zone;
    zone.kind = item["kind"].as_text();
    if (zone.kind.empty()) return wrong("a zone has no kind");
    if (!at.is(Json::Type::list) || at.items.size() != 2 || !at.items[0].is(Json::Type::integer) ||
        !at.items[1].is(Json::Type::integer) || at.items[0].integer < 0 ||
        at.items[1].integer <= at.items[0].integer) {
      return wrong("the place of zone '" + zone.kind + "' is not [begin, end]");
    }
    zone.at.begin = CodePoint(static_cast<std::size_t>(at.items[0].integer));
    zone.at.end = CodePoint(static_cast<std::size_t>(at.items[1].integer));
    if (item.has("annotate")) {
      if (!item["annotate"].is(Json::Type::flag)) return wrong("\"annotate\" is true or false");
      zone.annotate = item["annotate"].flag;
    }
    for (const std::string& name : item.names) {
      if (name != "kind" && name != "at" && name != "annotate")
        return wrong("a zone has no \"" + name + "\"");
    }
    zones.push_back(std::move(zone));
  }
  return zones;
}

}  // namespace sayso::cli
