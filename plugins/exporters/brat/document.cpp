#include "document.h"

#include <algorithm>

namespace brat {
namespace {

using sayso_sdk::role;
using sayso_sdk::view;

// Characters at which Python's splitlines, and so brat, ends a line: no span may hold one.
bool ends_line(char32_t c) {
  return (c >= 0x0A && c <= 0x0D) || (c >= 0x1C && c <= 0x1E) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

std::string str(sayso_text text) { return std::string(view(text)); }

std::string capital(const std::string& name) {
  std::string out = name;
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

std::string type_of_layer(std::string_view layer) {
  if (layer == "content") return "Content";
  if (layer == "cue") return "Cue";
  if (layer == "mention") return "Mention";
  if (layer == "not-quote") return "Not-quote";
  return capital(brat_name(layer));
}

// The stance's value as a name: "-2" is no value that brat's own editor could show.
std::string value_name(const sayso_attribute& attribute) {
  static const std::map<std::string, std::string> names = {
      {"-2", "strongly-against"}, {"-1", "against"}, {"0", "neutral"}, {"1", "for"}, {"2", "strongly-for"}};
  const std::string words = sayso_sdk::in_words(attribute);
  const auto found = names.find(words);
  return found == names.end() ? brat_name(words) : found->second;
}

std::string on_one_line(std::string_view text) {
  std::string out;
  for (const char32_t c : sayso_sdk::code_points(text))
    out += ends_line(c) ? " " : sayso_sdk::utf8(std::u32string(1, c));
  return out;
}

}  // namespace

std::string brat_name(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    out += plain ? c : '_';
  }
  return out.empty() ? "_" : out;
}

Document::Document(const sayso_host* host, const sayso_article& article, const sayso_annotations& annotations)
    : host_(host),
      article_(article),
      annotations_(annotations),
      text_(sayso_sdk::code_points(view(article.text))) {}

std::string Document::place_of(sayso_text id) const {
  return str(article_.id) + " by " + str(annotations_.annotator) + " " + str(id);
}

void Document::lose(const std::string& what, const std::string& place, std::size_t count) {
  sayso_sdk::lose(host_, what, place, count);
}

std::vector<Document::Stretch> Document::writable(const sayso_span& span) const {
  std::vector<Stretch> stretches;
  if (span.placed == 0) return stretches;
  for (std::size_t i = 0; i < span.fragment_count; ++i) {
    std::size_t begin = span.fragments[i].code_point_begin;
    const std::size_t end = span.fragments[i].code_point_end;
    for (std::size_t at = begin; at <= end; ++at) {
      if (at < end && !ends_line(text_[at])) continue;
      if (at > begin) stretches.emplace_back(begin, at);
      begin = at + 1;
    }
  }
  std::sort(stretches.begin(), stretches.end());
  return stretches;
}

std::string Document::text_bound(const std::string& type, std::vector<Stretch> stretches) {
  const std::string id = "T" + std::to_string(++texts_);
  std::string offsets, words;
  for (const auto& [begin, end] : stretches) {
    offsets += (offsets.empty() ? "" : ";") + std::to_string(begin) + " " + std::to_string(end);
    words +=
        (words.empty() ? "" : " ") + sayso_sdk::utf8(std::u32string_view(text_).substr(begin, end - begin));
  }
  lines_ += id + "\t" + type + " " + offsets + "\t" + words + "\n";
  return id;
}

std::string Document::text_bound(const std::string& type, const sayso_span& span, const std::string& place) {
  auto stretches = writable(span);
  if (!stretches.empty()) return text_bound(type, std::move(stretches));
  lose(span.placed == 0 ? "spans whose place is outside the text"
                        : "spans of nothing but line ends, or of no length",
       place);
  return {};
}

std::string Document::shared(const std::string& type, const sayso_span& span) {
  const auto key = std::make_pair(type, str(span.id));
  if (const auto found = written_.find(key); found != written_.end()) return found->second;
  const std::string id = text_bound(type, span, place_of(span.id));
  written_.emplace(key, id);
  written_spans_.insert(str(span.id));
  if (!id.empty()) mention_attributes(id, span);
  if (view(span.origin_json).size() > 0) lose("what made a record (origin)", place_of(span.id));
  if (view(span.unknown_json) != "{}") lose("keys that sayso does not know", place_of(span.id));
  return id;
}

void Document::mention_attributes(const std::string& id, const sayso_span& span) {
  for (std::size_t i = 0; i < span.attribute_count; ++i) {
    const sayso_attribute& answer = *span.attributes[i];
    const auto name = view(answer.name);
    if (name == "entity") continue;
    const std::string brat =
        view(span.layer) == "content" && name == "kind" ? "QuoteKind" : capital(brat_name(name));
    attribute(brat, id, sayso_sdk::in_words(answer), place_of(span.id));
  }
  const sayso_attribute* entity = sayso_sdk::attribute(span, "entity");
  if (entity == nullptr) return;
  const std::string bare = sayso_sdk::in_words(*entity);
  lines_ += "N" + std::to_string(++references_) + "\tReference " + id + " Entity:" + bare + "\t" +
            on_one_line(sayso_sdk::words_of(span, " ")) + "\n";
}

void Document::attribute(const std::string& name, const std::string& of, const std::string& value,
                         const std::string& place) {
  const std::string written = brat_name(value);
  lines_ += "A" + std::to_string(++attributes_) + "\t" + name + " " + of + " " + written + "\n";
  if (written != value) lose("values with characters that brat does not allow, written with '_'", place);
}

void Document::note(const std::string& of, const std::string& text) {
  lines_ += "#" + std::to_string(++notes_) + "\tAnnotatorNotes " + of + "\t" + on_one_line(text) + "\n";
}

void Document::reference(const std::string& of, const sayso_entity& entity, const std::string& text) {
  lines_ += "N" + std::to_string(++references_) + "\tReference " + of + " Entity:" + str(entity.id) + "\t" +
            on_one_line(text) + "\n";
}

// The trigger comes first, so that frames can refer to each other. It stands on the cue, else on the content,
// else on the first span that there is.
void Document::begin_event(const sayso_frame& frame) {
  const sayso_role* source = role(frame, "source");
  bool content = false, speaker = false;
  for (const char* name : {"content", "source"}) {
    const sayso_role* found = role(frame, name);
    for (std::size_t i = 0; found != nullptr && i < found->filler_count; ++i) {
      if (std::string_view(name) == "content") content = true;
    }
  }
  speaker = source != nullptr && source->filler_count > 0;
  Event event;
  event.type = !content ? "Discuss" : speaker ? "Attribution" : "Attribution-no-source";
  for (const char* name : {"cue", "content", "source", "addressee", "via", "stance"}) {
    const sayso_role* found = role(frame, name);
    for (std::size_t i = 0; found != nullptr && event.trigger.empty() && i < found->filler_count; ++i) {
      const sayso_span* span = found->fillers[i]->span;
      if (span == nullptr) continue;
      auto stretches = writable(*span);
      if (stretches.empty()) continue;
      event.trigger = text_bound(event.type, std::move(stretches));
      if (std::string_view(name) != "cue")
        note(event.trigger, "no cue: the trigger stands on the " + std::string(name));
    }
  }
  if (event.trigger.empty()) {
    lose("attributions without a place in the text", place_of(frame.id));
    return;
  }
  event.id = "E" + std::to_string(++events_);
  event_of_.emplace(str(frame.id), std::move(event));
}

void Document::write_event(const sayso_frame& frame) {
  const auto found = event_of_.find(str(frame.id));
  if (found == event_of_.end()) return;
  const Event& event = found->second;
  std::string line = event.id + "\t" + event.type + ":" + event.trigger;
  std::vector<const sayso_filler*> entities;
  std::vector<std::string> roles_of_entities;
  for (std::size_t r = 0; r < frame.role_count; ++r) {
    const std::string name = str(frame.roles[r]->name);
    if (name == "stance") continue;
    std::size_t number = 0;
    if (frame.roles[r]->filler_count == 0) note(event.id, "answered 'none': " + name);
    for (std::size_t i = 0; i < frame.roles[r]->filler_count; ++i) {
      const sayso_filler& filler = *frame.roles[r]->fillers[i];
      std::string target;
      if (filler.span != nullptr) {
        const auto layer = view(filler.span->layer);
        target = shared(layer == "mention" ? (name == "source" ? "Source" : "Mention") : type_of_layer(layer),
                        *filler.span);
      } else if (filler.frame != nullptr) {
        const auto other = event_of_.find(str(filler.frame->id));
        if (other != event_of_.end()) target = other->second.id;
        if (target.empty()) lose("roles filled by a frame that has no event", place_of(frame.id));
      } else if (filler.entity != nullptr) {
        entities.push_back(&filler);
        roles_of_entities.push_back(name);
      } else {
        lose("roles filled by a record that is not there", place_of(frame.id));
      }
      if (filler.attribute_count > 0)
        lose("attributes of fillers other than stance targets", place_of(frame.id), filler.attribute_count);
      if (target.empty()) continue;
      ++number;
      line += " " + capital(brat_name(name)) + (number > 1 ? std::to_string(number) : "") + ":" + target;
    }
  }
  lines_ += line + "\n";
  // brat's roles take annotations only: an entity without a mention is a reference of the event's trigger.
  for (std::size_t i = 0; i < entities.size(); ++i) {
    const sayso_entity& entity = *entities[i]->entity;
    reference(event.trigger, entity, str(entity.name));
    note(event.id,
         roles_of_entities[i] + " without a mention: " + str(entity.name) + " (" + str(entity.id) + ")");
  }
  write_attributes(frame);
  if (const sayso_role* stance = role(frame, "stance")) {
    if (stance->filler_count == 0) note(event.id, "answered 'none': stance");
    for (std::size_t i = 0; i < stance->filler_count; ++i) write_stance(frame, *stance->fillers[i], i);
  }
  if (view(frame.origin_json).size() > 0) lose("what made a record (origin)", place_of(frame.id));
  if (view(frame.unknown_json) != "{}") lose("keys that sayso does not know", place_of(frame.id));
}

void Document::write_attributes(const sayso_frame& frame) {
  const std::string& event = event_of_.at(str(frame.id)).id;
  for (std::size_t i = 0; i < frame.attribute_count; ++i) {
    const sayso_attribute& answer = *frame.attributes[i];
    const std::string name = str(answer.name);
    if (answer.type == SAYSO_VALUE_LIST) {
      // One line a value: brat attributes hold one value each, so their names are numbered from the second
      // on.
      for (std::size_t k = 0; k < answer.item_count; ++k) {
        attribute(capital(brat_name(name)) + (k > 0 ? std::to_string(k + 1) : ""), event,
                  str(answer.items[k]), place_of(frame.id));
      }
    } else if (name == "note" || answer.type == SAYSO_VALUE_JSON ||
               brat_name(sayso_sdk::in_words(answer)) != sayso_sdk::in_words(answer)) {
      note(event, name == "note" ? sayso_sdk::in_words(answer) : name + ": " + sayso_sdk::in_words(answer));
    } else {
      attribute(capital(brat_name(name)), event, sayso_sdk::in_words(answer), place_of(frame.id));
    }
  }
}

void Document::write_stance(const sayso_frame& frame, const sayso_filler& filler, std::size_t) {
  const Event& of = event_of_.at(str(frame.id));
  std::vector<Stretch> trigger;
  const sayso_role* content = role(frame, "content");
  for (std::size_t i = 0; content != nullptr && trigger.empty() && i < content->filler_count; ++i) {
    if (content->fillers[i]->span != nullptr) trigger = writable(*content->fillers[i]->span);
  }
  const sayso_role* cue = role(frame, "cue");
  for (std::size_t i = 0; cue != nullptr && trigger.empty() && i < cue->filler_count; ++i) {
    if (cue->fillers[i]->span != nullptr) trigger = writable(*cue->fillers[i]->span);
  }
  if (trigger.empty()) {
    lose("stances of an attribution without content and cue", place_of(frame.id));
    return;
  }
  trigger.resize(1);
  const std::string target = filler.span == nullptr ? "" : shared("Mention", *filler.span);
  const std::string text = text_bound("Stance", std::move(trigger));
  const std::string event = "E" + std::to_string(++events_);
  lines_ += event + "\tStance:" + text + " Of:" + of.id + (target.empty() ? "" : " Toward:" + target) + "\n";
  if (filler.span == nullptr && filler.entity != nullptr)
    reference(text, *filler.entity, str(filler.entity->name));
  if (filler.span == nullptr && filler.entity == nullptr)
    lose("roles filled by a record that is not there", place_of(frame.id));
  for (std::size_t i = 0; i < filler.attribute_count; ++i) {
    attribute(capital(brat_name(view(filler.attributes[i]->name))), event, value_name(*filler.attributes[i]),
              place_of(frame.id));
  }
}

void Document::bare_spans() {
  for (std::size_t i = 0; i < annotations_.span_count; ++i) {
    const sayso_span& span = *annotations_.spans[i];
    if (written_spans_.count(str(span.id)) == 0) shared(type_of_layer(view(span.layer)), span);
  }
}

std::string Document::write() {
  for (std::size_t i = 0; i < annotations_.frame_count; ++i) {
    const sayso_frame& frame = *annotations_.frames[i];
    if (view(frame.layer) == "attribution")
      begin_event(frame);
    else
      lose("frames of the layer " + str(frame.layer) + ", which have no place in the text",
           place_of(frame.id));
  }
  for (std::size_t i = 0; i < annotations_.frame_count; ++i) {
    if (view(annotations_.frames[i]->layer) == "attribution") write_event(*annotations_.frames[i]);
  }
  bare_spans();
  return std::move(lines_);
}

}  // namespace brat
