// The JSON documents that commands print: keys in the order in which they were put in.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "core/base/result.h"

namespace sayso::cli {

using Json = nlohmann::ordered_json;

// Indented by two, one document; bytes that are not UTF-8 become U+FFFD.
inline std::string to_document(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

// {"kind": "usage|machine|damaged", "what": …, "place": …, "remedy": …}; empty ones are left out.
inline Json to_json(const Error& error) {
  Json json;
  json["kind"] = error.kind == ErrorKind::usage     ? "usage"
                 : error.kind == ErrorKind::machine ? "machine"
                                                    : "damaged";
  json["what"] = error.what;
  if (!error.place.empty()) json["place"] = error.place;
  if (!error.remedy.empty()) json["remedy"] = error.remedy;
  return json;
}

}  // namespace sayso::cli
