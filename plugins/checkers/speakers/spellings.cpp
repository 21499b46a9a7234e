// Two spellings of one name in the text.
#include <algorithm>

#include "findings.h"

namespace speakers {
namespace {

using sayso_sdk::quoted_json;
using sayso_sdk::utf8;
using sayso_sdk::view;

// Does `word` stand in `text` as a whole word?
bool has_word(std::string_view text, std::string_view word) {
  const auto letter = [](char c) { return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
    const std::string_view after = text.substr(at + word.size());
    const bool apostrophe = after.substr(0, 3) == "’";
    if ((at == 0 || !letter(text[at - 1])) && (after.empty() || apostrophe || !letter(after[0]))) return true;
  }
  return false;
}

// Are two entities one but for the spelling of that word: a name of one is a name of the other with it, or the word
// alone? "Antony Brinken" and "Antony Blinken" are, "Jo Brinken" and "Antony Blinken" are two people.
bool differ_in_spelling_alone(const sayso_entity& with_rare, const std::string& rare, const sayso_entity& with_usual, const std::string& usual) {
  for (std::string name : names_of(with_rare)) {
    const auto at = name.find(rare);
    if (at == name.npos) continue;
    if (name == rare) return true;
    name.replace(at, rare.size(), usual);
    for (const std::string& other : names_of(with_usual)) {
      if (other == name || other == usual) return true;
    }
  }
  return false;
}

// What there is to say of a variant; nothing when somebody has settled it: both are names of one, or of two whose
// names differ in more.
std::optional<sayso_sdk::Finding> finding_of(const Variant& variant, const Entities& entities, const sayso_annotations* annotations) {
  const std::string rare = utf8(variant.rare.word), usual = utf8(variant.usual.word);
  const sayso_entity* with_rare = entities.with_word(variant.rare.word);
  const sayso_entity* with_usual = entities.with_word(variant.usual.word);
  const bool both = with_rare != nullptr && with_usual != nullptr;
  if (both && (with_rare == with_usual || !differ_in_spelling_alone(*with_rare, rare, *with_usual, usual))) return std::nullopt;
  sayso_sdk::Finding finding;
  finding.rule = "speakers/alias-variant";
  finding.severity = SAYSO_SEVERITY_WARNING;
  for (const std::size_t at : variant.rare.at) finding.at.push_back({at, at + variant.rare.word.size()});
  finding.quoted = rare;
  finding.message = "“" + rare + "” (" + std::to_string(variant.rare.at.size()) + "×) differs from “" + usual + "” (" +
                    std::to_string(variant.usual.at.size()) + "×) by one letter. Same speaker?";
  if (both) {
    finding.message += " “" + std::string(view(with_rare->name)) + "” and “" + std::string(view(with_usual->name)) + "” are two.";
    finding.fixes.push_back({"join them", reading::edit_list({"{\"edit\": \"join-entity\", \"of\": " + quoted_json(view(with_rare->id)) + ", \"same-as\": " +
                                                              quoted_json(view(with_usual->id)) + "}"})});
    return finding;
  }
  const sayso_entity* entity = with_usual != nullptr ? with_usual : with_rare;
  if (entity == nullptr) return finding;
  const std::string& missing = with_usual != nullptr ? rare : usual;
  std::string edits = "{\"edit\": \"add-alias\", \"of\": " + quoted_json(view(entity->id)) + ", \"alias\": " + quoted_json(missing) + "}";
  for (std::size_t i = 0; annotations != nullptr && i < annotations->span_count; ++i) {
    const sayso_span& span = *annotations->spans[i];
    if (view(span.layer) != "mention" || sayso_sdk::attribute(span, "entity") != nullptr || !has_word(sayso_sdk::words_of(span), missing)) continue;
    edits += ", " + link_json(span, *entity);
    finding.annotations.emplace_back(view(span.id));
  }
  finding.fixes.push_back({"add alias", "[" + edits + "]"});
  return finding;
}

}  // namespace

// The text alone is enough to report a variant. Who annotates gets it as a finding of his own when there is a
// fix, which he signs and which links his mentions; the host lets that one stand for the other.
void find_variants_to_tell(const Entities& entities, const std::vector<Variant>& variants, const sayso_annotations* annotations, reading::Findings& findings) {
  for (const Variant& variant : variants) {
    auto finding = finding_of(variant, entities, annotations);
    if (finding && (annotations == nullptr || !finding->fixes.empty())) findings.push_back(std::move(*finding));
  }
}

}  // namespace speakers
