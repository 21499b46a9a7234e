#include "plugins/host/setting_value.h"

#include <algorithm>
#include <charconv>

#include "plugins/host/wire/json.h"

namespace sayso {
namespace {

using wire::Json;

bool may_be(const SettingRule& rule, const std::string& text) {
  return rule.choices.empty() || std::ranges::find(rule.choices, text) != rule.choices.end();
}

}  // namespace

std::string json_of_setting(const SettingRule& rule, const std::string& text) {
  switch (rule.type) {
    case SettingRule::Type::flag:
      if (text == "true" || text == "yes" || text == "1") return "true";
      return text == "false" || text == "no" || text == "0" ? "false" : "";
    case SettingRule::Type::text:
      return may_be(rule, text) ? wire::quoted(text) : "";
    case SettingRule::Type::integer: {
      std::int64_t number = 0;
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
      return error == std::errc() && end == text.data() + text.size() ? std::to_string(number) : "";
    }
    case SettingRule::Type::number: {
      const auto json = wire::parse_json(text);
      return json && (json->is(Json::Type::integer) || json->is(Json::Type::number)) ? wire::to_source(*json) : "";
    }
  }
  return {};
}

std::string text_of_setting(const std::string& json) {
  const auto value = wire::parse_json(json);
  if (!value) return {};
  return value->is(Json::Type::text) ? value->text : wire::to_source(*value);
}

bool fits_setting(const SettingRule& rule, const std::string& json) {
  const auto value = wire::parse_json(json);
  if (!value) return false;
  switch (rule.type) {
    case SettingRule::Type::flag: return value->is(Json::Type::flag);
    case SettingRule::Type::text: return value->is(Json::Type::text) && may_be(rule, value->text);
    case SettingRule::Type::integer: return value->is(Json::Type::integer);
    case SettingRule::Type::number: return value->is(Json::Type::integer) || value->is(Json::Type::number);
  }
  return false;
}

std::string type_in_words(const SettingRule& rule) {
  switch (rule.type) {
    case SettingRule::Type::flag: return "true or false";
    case SettingRule::Type::text: {
      std::string words = rule.choices.empty() ? "text" : "one of ";
      for (const std::string& choice : rule.choices) words += (&choice == &rule.choices.front() ? "" : ", ") + choice;
      return words;
    }
    case SettingRule::Type::integer: return "a whole number";
    case SettingRule::Type::number: return "a number";
  }
  return {};
}

}  // namespace sayso
