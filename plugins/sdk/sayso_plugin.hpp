// C++ comforts over sayso_plugin.h, header-only and thin: a class with one method a function of the contract, text
// conversions, look-ups, findings built of strings. Needs C++17. Rules of threads and lifetimes are those of sayso_plugin.h.
//
//   class Shouting : public sayso_sdk::Plugin {
//     void article(const sayso_article& article) override { ... find({...}); }
//   };
//   SAYSO_PLUGIN(Shouting, R"({"id": "org.example.shouting", "version": "1.0.0", "kind": "checker"})")
#pragma once

#include <cstdio>
#include <exception>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sayso_plugin.h"

namespace sayso_sdk {

inline std::string_view view(sayso_text text) {
  return text.data == nullptr ? std::string_view() : std::string_view(text.data, text.size);
}
inline sayso_text text(std::string_view of) { return {of.data(), of.size()}; }

// The attribute of that name of anything that has attributes, or nullptr where it was not answered.
template <class Record>
const sayso_attribute* attribute(const Record& record, std::string_view name) {
  for (std::size_t i = 0; i < record.attribute_count; ++i) {
    if (view(record.attributes[i]->name) == name) return record.attributes[i];
  }
  return nullptr;
}

inline const sayso_attribute* setting(const sayso_project& project, std::string_view name) {
  for (std::size_t i = 0; i < project.setting_count; ++i) {
    if (view(project.settings[i]->name) == name) return project.settings[i];
  }
  return nullptr;
}
inline bool flag_setting(const sayso_project& project, std::string_view name) {
  const auto* found = setting(project, name);
  return found != nullptr && found->type == SAYSO_VALUE_FLAG && found->integer != 0;
}

// The role of that name, or nullptr where it was not answered.
inline const sayso_role* role(const sayso_frame& frame, std::string_view name) {
  for (std::size_t i = 0; i < frame.role_count; ++i) {
    if (view(frame.roles[i]->name) == name) return frame.roles[i];
  }
  return nullptr;
}

// An answer as people write it: a choice's name, names separated by `between`, a number; JSON for the rest.
inline std::string in_words(const sayso_attribute& attribute, std::string_view between = ", ") {
  if (attribute.type == SAYSO_VALUE_TEXT) return std::string(view(attribute.text));
  if (attribute.type != SAYSO_VALUE_LIST) return std::string(view(attribute.json));
  std::string out;
  for (std::size_t i = 0; i < attribute.item_count; ++i) {
    if (i > 0) out += between;
    out += view(attribute.items[i]);
  }
  return out;
}

// The fragments' texts with `between` between them.
inline std::string words_of(const sayso_span& span, std::string_view between = " … ") {
  std::string out;
  for (std::size_t i = 0; i < span.fragment_count; ++i) {
    if (i > 0) out += between;
    out += view(span.fragments[i].text);
  }
  return out;
}

// A JSON string with its quotation marks.
inline std::string quoted_json(std::string_view of) {
  std::string out = "\"";
  for (const char c : of) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(byte));
      out += escape;
    } else {
      out += c;
    }
  }
  return out + '"';
}

// The code points of valid UTF-8: index i is position i of the contract.
inline std::u32string code_points(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size();) {
    const auto first = static_cast<unsigned char>(utf8[i]);
    const std::size_t length = first < 0x80 ? 1u : first < 0xE0 ? 2u : first < 0xF0 ? 3u : 4u;
    char32_t point = length == 1 ? first : first & (0xFFu >> (length + 1));
    for (std::size_t k = 1; k < length && i + k < utf8.size(); ++k) {
      point = point << 6 | (static_cast<unsigned char>(utf8[i + k]) & 0x3Fu);
    }
    out += point;
    i += length;
  }
  return out;
}

// Is it well-formed UTF-8 (Unicode 15, table 3-7)?
inline bool is_utf8(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size();) {
    const auto at = [&](std::size_t k) { return k < bytes.size() ? static_cast<unsigned char>(bytes[k]) : 0u; };
    const unsigned first = at(i);
    const std::size_t length = first < 0x80 ? 1u : first >= 0xC2 && first < 0xE0 ? 2u : first >= 0xE0 && first < 0xF0 ? 3u : first >= 0xF0 && first < 0xF5 ? 4u : 0u;
    if (length == 0) return false;
    for (std::size_t k = 1; k < length; ++k) {
      if ((at(i + k) & 0xC0u) != 0x80u) return false;
    }
    const unsigned second = at(i + 1);
    if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) || (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F)) return false;
    i += length;
  }
  return true;
}

inline std::string utf8(std::u32string_view of) {
  std::string out;
  for (const char32_t c : of) {
    if (c < 0x80) {
      out += static_cast<char>(c);
    } else if (c < 0x800) {
      out += static_cast<char>(0xC0 | c >> 6);
      out += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
      out += static_cast<char>(0xE0 | c >> 12);
      out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
      out += static_cast<char>(0x80 | (c & 0x3F));
    } else {
      out += static_cast<char>(0xF0 | c >> 18);
      out += static_cast<char>(0x80 | (c >> 12 & 0x3F));
      out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
      out += static_cast<char>(0x80 | (c & 0x3F));
    }
  }
  return out;
}

struct Fix {
  std::string title, edits_json;
};

struct Finding {
  std::string rule;
  std::int32_t severity = SAYSO_SEVERITY_HINT;
  std::vector<sayso_range> at;
  std::string quoted, message, layer;
  std::vector<std::string> annotations;
  std::vector<Fix> fixes;
};

inline std::int32_t report(const sayso_host* host, const Finding& from) {
  std::vector<sayso_text> ids;
  for (const auto& id : from.annotations) ids.push_back(text(id));
  std::vector<sayso_fix> fixes;
  for (const auto& fix : from.fixes)
    fixes.push_back({sizeof(sayso_fix), 0, text(fix.title), text(fix.edits_json)});
  std::vector<const sayso_fix*> pointers;
  for (const auto& fix : fixes) pointers.push_back(&fix);
  sayso_finding finding{};
  finding.struct_size = sizeof finding;
  finding.severity = from.severity;
  finding.rule = text(from.rule);
  finding.message = text(from.message);
  finding.layer = text(from.layer);
  finding.at = from.at.data();
  finding.at_count = from.at.size();
  finding.quoted = text(from.quoted);
  finding.annotations = ids.data();
  finding.annotation_count = ids.size();
  finding.fixes = pointers.data();
  finding.fix_count = pointers.size();
  return host->finding(host, &finding);
}

inline std::int32_t lose(const sayso_host* host, std::string_view what, std::string_view place,
                         std::uint64_t count = 1) {
  sayso_loss loss{};
  loss.struct_size = sizeof loss;
  loss.what = text(what);
  loss.count = count;
  loss.place = text(place);
  return host->loss(host, &loss);
}

inline std::int32_t write(const sayso_host* host, std::string_view name, std::string_view bytes) {
  return host->output(host, text(name), bytes.data(), bytes.size());
}

// Runs the body of a plugin function: an exception becomes a failure with its words.
template <class Body>
std::int32_t guarded(const sayso_host* host, Body body) noexcept {
  try {
    return body();
  } catch (const std::exception& error) { host->fail(host, text(error.what()), text("")); } catch (...) {
    host->fail(host, text("an unknown exception"), text(""));
  }
  return 1;
}

// Why a plugin cannot go on: what happened, and what the user can do. Thrown, it is told to the user.
class Failure : public std::runtime_error {
 public:
  explicit Failure(const std::string& what, std::string remedy = {}) : std::runtime_error(what), remedy_(std::move(remedy)) {}
  const std::string& remedy() const { return remedy_; }

 private:
  std::string remedy_;
};

// The work is no longer wanted, or what was given was refused: thrown by what gives, and best left to fly.
class Stopped : public std::exception {};

struct Suggestion {
  double confidence = 0;  // from 0 to 1
  std::string why;        // one line for the user
  std::string frame_json, spans_json;
};

struct NewAnnotations {
  std::string article, annotator, status;  // status: open, done, or "" for open
  std::string spans_json, frames_json;
};

struct Figure {
  std::string measure, of;
  std::vector<std::string> annotators;  // none: of all together
  std::optional<double> value;          // none: `note` says why
  std::optional<std::pair<double, double>> interval;
  std::uint64_t items = 0, articles = 0;
  std::string note;
};

// A plugin as a class: override what it needs. One object a project; made before open, gone after close. Exceptions of its
// methods end its work on the project and are told to the user.
class Plugin {
 public:
  Plugin() = default;
  virtual ~Plugin() = default;
  Plugin(const Plugin&) = delete;
  Plugin& operator=(const Plugin&) = delete;

  virtual void open() {}  // project() is there
  virtual void article(const sayso_article&) {}
  virtual void annotations(const sayso_article&, const sayso_annotations&) {}
  virtual void input(const sayso_input&) { throw Failure("it takes no files"); }
  virtual void finish() {}

 protected:
  const sayso_project& project() const { return *project_; }
  bool cancelled() const { return host_->is_cancelled(host_) != 0; }
  void progress(std::uint64_t done, std::uint64_t total = 0) const { host_->progress(host_, done, total); }
  void log(std::string_view line) const { host_->log(host_, text(line)); }

  // What it gives; each throws Stopped where it may not go on.
  void find(const Finding& finding) const { go_on(report(host_, finding)); }
  void output(std::string_view name, std::string_view bytes) const { go_on(write(host_, name, bytes)); }
  void loss(std::string_view what, std::string_view place = {}, std::uint64_t count = 1) const { go_on(lose(host_, what, place, count)); }
  void give_entity(std::string_view json) const { go_on(host_->entity(host_, text(json))); }
  void give_article(std::string_view id, std::string_view from, std::string_view its_text, std::string_view facts_json = {}) const {
    sayso_new_article given{};
    given.struct_size = sizeof given;
    given.id = text(id);
    given.from = text(from);
    given.text = text(its_text);
    given.facts_json = text(facts_json);
    go_on(host_->article(host_, &given));
  }
  void give(const NewAnnotations& from) const {
    sayso_new_annotations given{};
    given.struct_size = sizeof given;
    given.article = text(from.article);
    given.annotator = text(from.annotator);
    given.status = text(from.status);
    given.spans_json = text(from.spans_json);
    given.frames_json = text(from.frames_json);
    go_on(host_->annotations(host_, &given));
  }
  void suggest(const Suggestion& from) const {
    sayso_suggestion given{};
    given.struct_size = sizeof given;
    given.confidence = from.confidence;
    given.why = text(from.why);
    given.frame_json = text(from.frame_json);
    given.spans_json = text(from.spans_json);
    go_on(host_->suggestion(host_, &given));
  }
  void give(const Figure& from) const {
    std::vector<sayso_text> names;
    for (const auto& name : from.annotators) names.push_back(text(name));
    sayso_figure given{};
    given.struct_size = sizeof given;
    given.is_defined = from.value ? 1 : 0;
    given.measure = text(from.measure);
    given.of = text(from.of);
    given.annotators = names.data();
    given.annotator_count = names.size();
    given.value = from.value.value_or(0);
    given.has_interval = from.interval ? 1 : 0;
    if (from.interval) given.low = from.interval->first, given.high = from.interval->second;
    given.items = from.items;
    given.articles = from.articles;
    given.note = text(from.note);
    go_on(host_->figure(host_, &given));
  }

 private:
  template <class T>
  friend struct Calls;

  static void go_on(std::int32_t result) {
    if (result != 0) throw Stopped();
  }

  const sayso_host* host_ = nullptr;
  const sayso_project* project_ = nullptr;
};

// Runs the methods of such a class as the contract's functions.
template <class T>
struct Calls {
  template <class Body>
  static std::int32_t run(const sayso_host* host, Body body) noexcept {
    try {
      body();
      return 0;
    } catch (const Failure& failure) {
      host->fail(host, text(failure.what()), text(failure.remedy()));
    } catch (const Stopped&) {
    } catch (const std::exception& error) {
      host->fail(host, text(error.what()), text(""));
    } catch (...) {
      host->fail(host, text("an unknown exception"), text(""));
    }
    return 1;
  }
  static Plugin& of(void* self) { return *static_cast<Plugin*>(self); }
  static std::int32_t open(const sayso_host* host, const sayso_project* project, void** self) {
    return run(host, [&] {
      std::unique_ptr<Plugin> made = std::make_unique<T>();
      made->host_ = host;
      made->project_ = project;
      made->open();
      *self = made.release();
    });
  }
  static std::int32_t article(const sayso_host* host, void* self, const sayso_article* article) {
    return run(host, [&] { of(self).article(*article); });
  }
  static std::int32_t annotations(const sayso_host* host, void* self, const sayso_article* article, const sayso_annotations* annotations) {
    return run(host, [&] { of(self).annotations(*article, *annotations); });
  }
  static std::int32_t input(const sayso_host* host, void* self, const sayso_input* input) {
    return run(host, [&] { of(self).input(*input); });
  }
  static std::int32_t finish(const sayso_host* host, void* self) {
    return run(host, [&] { of(self).finish(); });
  }
  static void close(const sayso_host*, void* self) { delete static_cast<Plugin*>(self); }
};

template <class T>
const sayso_plugin* table_of(const char* description) {
  static sayso_plugin table{};
  table.struct_size = sizeof table;
  table.abi_major = SAYSO_PLUGIN_ABI_MAJOR;
  table.abi_minor = SAYSO_PLUGIN_ABI_MINOR;
  table.description = description;
  table.open = Calls<T>::open;
  table.article = Calls<T>::article;
  table.annotations = Calls<T>::annotations;
  table.input = Calls<T>::input;
  table.finish = Calls<T>::finish;
  table.close = Calls<T>::close;
  return &table;
}

}  // namespace sayso_sdk

// Makes a class the plugin of this library; `description` as in sayso_plugin.
#define SAYSO_PLUGIN(Class, description) \
  const sayso_plugin* sayso_plugin_entry(uint32_t, uint32_t) { return sayso_sdk::table_of<Class>(description); }
