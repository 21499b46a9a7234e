// The messages between the editor and a plugin's process: one JSON object a line. Pure.
// To the plugin: describe, open, article, annotations, input, finish, cancel; each line gets a number with
// send_number and is answered by exactly one done or error. Positions are code points, end exclusive.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "annotations/model/annotations.h"
#include "annotations/model/article.h"
#include "annotations/model/entity.h"
#include "annotations/model/scheme.h"
#include "core/base/result.h"
#include "core/process/sandbox.h"
#include "plugins/host/finding.h"
#include "plugins/host/given.h"

namespace sayso {

// Each without number and LF: "{"type": …" up to but not including the closing brace.
std::string describe_message();
std::string open_message(const std::string& settings_json, const Scheme& scheme, const Registry& registry);
std::string article_message(const Article& article);
std::string annotations_message(const Annotations& annotations);
// A piece of a file; `offset` and `total` are bytes of the file.
struct InputPiece {
  std::string name;
  std::string_view bytes;
  std::uint64_t offset = 0, total = 0;
  bool is_last = true;
};
std::string input_message(const InputPiece& piece);
std::string finish_message();
std::string cancel_message();

// The line that is sent: the message with its number, and LF.
std::string numbered(const std::string& message, std::uint64_t number);

// From the plugin's process, before the plugin itself: what keeps it from the rest of the machine.
struct Confined {
  Confinement confinement;
};
// From the plugin.
struct Described {
  std::string json;
};
struct Output {
  std::string name, bytes;
};  // a piece of a file
struct LossLine {
  std::string what, place;
  std::uint64_t count = 1;
};
struct ProgressLine {
  std::uint64_t done = 0, total = 0;
};
struct LogLine {
  std::string line;
};
struct AnsweredMessage {
  std::uint64_t of = 0;
};
struct RefusedMessage {
  std::uint64_t of = 0;
  std::string what, remedy;
};

using FromPlugin = std::variant<Confined, Described, Output, Finding, LossLine, GivenEntity, GivenArticle, GivenAnnotations, GivenSuggestion,
                                GivenFigure, ProgressLine, LogLine, AnsweredMessage, RefusedMessage>;

// Error (damaged): not a message. A finding has neither article, annotator nor line yet; a fix whose edits
// cannot be read makes the whole finding an error.
Result<FromPlugin> read_message(std::string_view line);

}  // namespace sayso
