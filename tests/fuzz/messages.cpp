// Any bytes as a line that a plugin writes, and any snapshot as what is sent to one: what is taken can be shown and
// compared, and what is sent can be read at the other end.
#include "annotations/store/article_codec.h"
#include "annotations/store/edit_codec.h"
#include "annotations/store/scheme_codec.h"
#include "annotations/store/snapshot_codec.h"
#include "plugins/host/finding.h"
#include "plugins/host/messages.h"
#include "plugins/host/wire/base64.h"
#include "plugins/host/wire/json.h"
#include "tests/fuzz/fuzz.h"

namespace sayso::fuzz {
namespace {

void must_be_read(const std::string& message) {
  const std::string line = numbered(message, 1);
  must(line.find('\n') == line.size() - 1, "a message is one line");
  const auto read = wire::parse_json(line, wire::KeysTwice::kept);
  if (!read) std::fprintf(stderr, "%s\n%s", to_text(read.error()).c_str(), line.c_str());
  must(read.ok(), "what is sent can be read");
}

// Records that a plugin gave can be put on any text, and shown.
void must_be_shown(std::vector<Span> spans, const std::vector<Frame>& frames) {
  const TextIndex text("🦊 said “naïve” things.\n");
  put_words(spans, text);
  for (const Span& span : spans) must(span_from_json(span_to_json(span)).ok(), "a span that was given can be written and read");
  for (const Frame& frame : frames) must(frame_from_json(frame_to_json(frame)).ok(), "a frame that was given can be written and read");
}

void offer_from_plugin(std::string_view bytes) {
  if (const auto json = wire::parse_json(bytes)) {
    const std::string source = wire::to_source(*json);
    const auto again = wire::parse_json(source);
    must(again.ok(), "JSON that was written can be read");
    must_equal(wire::to_source(*again), source, "JSON is written twice the same way");
  }
  const auto message = read_message(bytes);
  if (!message) {
    must(!message.error().what.empty(), "a refusal says what");
    return;
  }
  if (const auto* finding = std::get_if<Finding>(&*message)) {
    must(wire::parse_json(finding_to_json(*finding)).ok(), "a finding can be shown");
    std::vector<Finding> findings{*finding};
    findings.front().article = ArticleId("a");
    Annotations annotations;
    Dismissal dismissal;
    dismissal.id = RecordId("d");
    dismissal.finding = dismissal_key(*finding);
    annotations.dismissed.put(dismissal);
    mark_dismissed(findings, annotations, {});
    must(findings.front().dismissed, "a finding that was dismissed stays dismissed");
  }
  if (const auto* given = std::get_if<GivenAnnotations>(&*message)) must_be_shown(given->spans, given->frames);
  if (const auto* given = std::get_if<GivenSuggestion>(&*message)) {
    must(given->confidence >= 0 && given->confidence <= 1, "a confidence is from 0 to 1");
    must_be_shown(given->spans, {given->frame});
  }
  if (const auto* given = std::get_if<GivenFigure>(&*message)) must(given->value || !given->note.empty(), "a figure has a value or says why not");
  if (const auto* output = std::get_if<Output>(&*message)) {
    must(wire::from_base64(wire::to_base64(output->bytes)) == output->bytes, "base64 gives the bytes back");
  }
}

void offer_to_plugin(std::string_view bytes) {
  if (const auto snapshot = read_snapshot(bytes, {})) must_be_read(annotations_message(snapshot->state));
  const auto scheme = read_scheme(bytes, {});
  const auto entities = read_entities(bytes, {});
  if (scheme || entities) {
    must_be_read(open_message("{}", scheme ? *scheme : Scheme{}, entities ? entities->registry : Registry{}));
  }
  if (const auto facts = read_facts(bytes, {})) must_be_read(article_message({ArticleId("a"), std::string(bytes), *facts}));
}

}  // namespace

void offer(std::string_view bytes) {
  offer_from_plugin(bytes);
  offer_to_plugin(bytes);
}

}  // namespace sayso::fuzz
