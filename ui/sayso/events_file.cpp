#include "ui/sayso/events_file.h"

#include <limits>
#include <nlohmann/json.hpp>
#include <set>

#include "ui/desktop/actions/action.h"

namespace sayso {
namespace {

using Json = nlohmann::json;

constexpr int kMostTimes = 1000;  // of one key or click

// What is wrong with a line; caught where lines are read.
struct Mistake { std::string what; };

[[noreturn]] void fail(std::string what) { throw Mistake{std::move(what)}; }

std::string text_of(const Json& json, const std::string& name) {
  if (!json.is_string()) fail("\"" + name + "\" wants a text");
  return json.get<std::string>();
}

std::int64_t whole_of(const Json& json, const std::string& name, std::int64_t least, std::int64_t most) {
  if (!json.is_number_integer()) fail("\"" + name + "\" wants a whole number");
  const auto number = json.get<std::int64_t>();
  if (number < least || number > most) fail("\"" + name + "\" is not from " + std::to_string(least) + " to " + std::to_string(most));
  return number;
}

void only(const Json& json, const std::string& what, const std::set<std::string>& names) {
  if (!json.is_object()) fail("\"" + what + "\" wants an object");
  for (const auto& [name, value] : json.items()) {
    if (!names.contains(name)) fail("\"" + name + "\" is nothing that " + what + " has");
  }
}

ui::Mods mods_of(const Json& holder) {
  ui::Mods mods;
  if (!holder.contains("mods")) return mods;
  const Json& list = holder["mods"];
  if (!list.is_array()) fail("\"mods\" wants a list");
  for (const Json& each : list) {
    const std::string name = text_of(each, "mods");
    if (name == "shift") {
      mods.shift = true;
    } else if (name == "ctrl") {
      mods.ctrl = true;
    } else if (name == "alt") {
      mods.alt = true;
    } else {
      fail("\"" + name + "\" is no modifier; they are shift, ctrl and alt");
    }
  }
  return mods;
}

int count_of(const Json& holder) {
  return holder.contains("count") ? static_cast<int>(whole_of(holder["count"], "count", 1, kMostTimes)) : 1;
}

CodePoint code_point_of(const Json& json, const std::string& name) {
  return CodePoint(static_cast<std::size_t>(whole_of(json, name, 0, std::numeric_limits<std::int32_t>::max())));
}

PressKey key_of(const Json& line) {
  const std::string name = text_of(line["key"], "key");
  auto key = ui::key_from_text(name);
  if (!key || key->mods != ui::Mods{}) fail("there is no key \"" + name + "\"");
  key->mods = mods_of(line);
  return {*key, count_of(line)};
}

Click click_of(const Json& click) {
  only(click, "click", {"at", "on", "count", "mods"});
  if (click.contains("at") == click.contains("on")) fail("a click is \"at\" a position or \"on\" a name");
  Click made{{}, count_of(click), mods_of(click)};
  if (click.contains("at")) {
    made.where = code_point_of(click["at"], "at");
  } else {
    made.where = text_of(click["on"], "on");
  }
  return made;
}

Drag drag_of(const Json& drag) {
  only(drag, "drag", {"at", "mods"});
  if (!drag.contains("at") || !drag["at"].is_array() || drag["at"].size() != 2) fail("a drag is \"at\" two positions");
  const CodePointRange at{code_point_of(drag["at"][0], "at"), code_point_of(drag["at"][1], "at")};
  if (at.end <= at.begin) fail("a drag ends behind where it begins");
  return {at, mods_of(drag)};
}

Drop drop_of(const Json& paths) {
  if (!paths.is_array() || paths.empty()) fail("\"drop\" wants a list of paths");
  Drop drop;
  for (const Json& path : paths) drop.paths.emplace_back(text_of(path, "drop"));
  return drop;
}

Expect expect_of(const Json& json) {
  only(json, "expect", {"status", "article", "mode", "row", "notice", "selection", "caret"});
  if (json.empty()) fail("\"expect\" names nothing");
  Expect expect;
  const auto take = [&](const char* name, std::optional<std::string>& into) {
    if (json.contains(name)) into = text_of(json[name], name);
  };
  take("status", expect.status);
  take("article", expect.article);
  take("mode", expect.mode);
  take("row", expect.row);
  take("notice", expect.notice);
  take("selection", expect.selection);
  if (json.contains("caret")) expect.caret = code_point_of(json["caret"], "caret");
  return expect;
}

ReplayStep step_of(const Json& line) {
  ReplayStep step;
  if (!line.is_object()) fail("an event is an object");
  if (line.contains("ms")) step.after = std::chrono::milliseconds(whole_of(line["ms"], "ms", 0, 86'400'000));
  if (line.contains("key")) {
    only(line, "key", {"key", "mods", "count", "ms"});
    step.what = key_of(line);
    return step;
  }
  static const std::set<std::string> kKinds = {"text", "click", "drag", "wheel", "drop", "open", "wait", "expect"};
  std::string kind;
  for (const auto& [name, value] : line.items()) {
    if (name == "ms") continue;
    if (!kKinds.contains(name)) fail("\"" + name + "\" is no event");
    if (!kind.empty()) fail("one line is one event, here are \"" + kind + "\" and \"" + name + "\"");
    kind = name;
  }
  if (kind.empty()) fail("the line names no event");
  const Json& value = line[kind];
  if (kind == "text") step.what = TypeText{text_of(value, kind)};
  if (kind == "click") step.what = click_of(value);
  if (kind == "drag") step.what = drag_of(value);
  if (kind == "wheel") step.what = Wheel{static_cast<int>(whole_of(value, kind, -kMostTimes, kMostTimes))};
  if (kind == "drop") step.what = drop_of(value);
  if (kind == "open") step.what = Open{text_of(value, kind)};
  if (kind == "expect") step.what = expect_of(value);
  if (kind == "wait") {
    if (text_of(value, kind) != "saved") fail("one can \"wait\" for \"saved\" alone");
    step.what = WaitUntilSaved{};
  }
  return step;
}

}  // namespace

Result<std::vector<ReplayStep>> read_events(std::string_view bytes, const std::string& place) {
  std::vector<ReplayStep> steps;
  std::size_t number = 0;
  while (!bytes.empty()) {
    ++number;
    const std::size_t end = bytes.find('\n');
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
    if (line.find_first_not_of(" \t\r") == std::string_view::npos || line.front() == '#') continue;
    const auto refused = [&](const std::string& what) {
      return damaged_error(what, place + ":" + std::to_string(number), "docs/events.md has the form of each event");
    };
    try {
      ReplayStep step = step_of(Json::parse(line));
      step.line = number;
      steps.push_back(std::move(step));
    } catch (const Mistake& mistake) {
      return refused(mistake.what);
    } catch (const Json::exception&) {
      return refused("the line is not JSON");
    }
  }
  return steps;
}

}  // namespace sayso
