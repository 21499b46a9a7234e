// One annotator's annotations of one article as the lines of a brat .ann file. Not for several threads.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "plugins/sdk/sayso_plugin.hpp"

namespace brat {

class Document {
 public:
  // All must outlive it; losses are reported to the host while it is written.
  Document(const sayso_host* host, const sayso_article& article, const sayso_annotations& annotations);

  // The file's content. Call once.
  std::string write();

 private:
  using Stretch = std::pair<std::size_t, std::size_t>;

  // "T…" of a text-bound annotation of this type, or "" when nothing of the span can be written.
  std::string text_bound(const std::string& type, const sayso_span& span, const std::string& place);
  std::string text_bound(const std::string& type, std::vector<Stretch> stretches);
  std::vector<Stretch> writable(const sayso_span& span) const;
  // The same line for the same span and type, so that two frames can share a mention.
  std::string shared(const std::string& type, const sayso_span& span);
  void attribute(const std::string& name, const std::string& of, const std::string& value,
                 const std::string& place);
  void note(const std::string& of, const std::string& text);
  void reference(const std::string& of, const sayso_entity& entity, const std::string& text);
  void begin_event(const sayso_frame& frame);
  void write_event(const sayso_frame& frame);
  void write_stance(const sayso_frame& frame, const sayso_filler& filler, std::size_t number);
  void write_attributes(const sayso_frame& frame);
  void mention_attributes(const std::string& id, const sayso_span& span);
  void bare_spans();
  void lose(const std::string& what, const std::string& place, std::size_t count = 1);
  std::string place_of(sayso_text id) const;

  const sayso_host* host_;
  const sayso_article& article_;
  const sayso_annotations& annotations_;
  std::u32string text_;
  std::string lines_;
  std::size_t texts_ = 0, events_ = 0, attributes_ = 0, notes_ = 0, references_ = 0;
  std::map<std::pair<std::string, std::string>, std::string> written_;  // type and span id to T
  std::set<std::string> written_spans_;
  struct Event {
    std::string id, type, trigger;
  };
  std::map<std::string, Event> event_of_;  // by the frame's id
};

// A name as brat allows it in types, roles, attributes and values: A-Z a-z 0-9 _ -, anything else as '_'.
std::string brat_name(std::string_view name);

}  // namespace brat
