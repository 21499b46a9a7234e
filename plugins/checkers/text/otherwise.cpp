// The same words, annotated otherwise in another article.
#include "checked.h"

namespace text_checks {
namespace {

using sayso_sdk::view;

// The words of a span alone, so that marks and white space make no difference; empty when there are fewer than `least`.
std::u32string words_of(const sayso_span& span, std::size_t least) {
  const auto text = reading::read_text(sayso_sdk::words_of(span, " "));
  std::u32string words;
  if (text.words.size() < least) return words;
  for (std::size_t i = 0; i < text.words.size(); ++i) {
    words += text.word(i);
    words += U' ';
  }
  return words;
}

}  // namespace

void find_annotated_otherwise(Checked& checked, const sayso_article& article, const sayso_annotations& annotations, reading::Findings& findings) {
  checked.contents.begin(view(annotations.annotator), view(article.id));
  for (std::size_t i = 0; i < annotations.frame_count; ++i) {
    const sayso_frame& frame = *annotations.frames[i];
    const sayso_role* contents = sayso_sdk::role(frame, "content");
    const sayso_role* sources = sayso_sdk::role(frame, "source");
    if (contents == nullptr || contents->filler_count != 1 || contents->fillers[0]->span == nullptr) continue;
    const sayso_span& span = *contents->fillers[0]->span;
    const std::u32string words = words_of(span, checked.alike_words);
    if (words.empty()) continue;
    const auto* kind = sayso_sdk::attribute(span, "kind");
    std::string answer = kind != nullptr ? std::string(view(kind->text)) : std::string();
    for (std::size_t k = 0; sources != nullptr && k < sources->filler_count; ++k) {
      const sayso_entity* entity = sources->fillers[k]->entity;
      // An unnamed source is another entity in each article, whoever it is.
      answer += "|" + std::string(entity == nullptr ? "" : entity->article.size > 0 ? "unnamed" : view(entity->stands_for->id));
    }
    const std::string* other = checked.contents.otherwise(reading::hash_of(words), static_cast<std::uint32_t>(reading::hash_of(answer)));
    if (other == nullptr) continue;
    auto finding = reading::about("text/annotated-otherwise", SAYSO_SEVERITY_HINT, span);
    finding.annotations.emplace_back(view(frame.id));
    finding.message = reading::shown(span) + " has another kind or another speaker in " + *other;
    findings.push_back(std::move(finding));
  }
}

}  // namespace text_checks
