#include "configuration.h"

#include "document.h"

namespace brat {
namespace {

using sayso_sdk::view;

std::string capital_name(sayso_text name) {
  std::string out = brat_name(view(name));
  if (out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

// "Tone<TAB>Arg:<EVENT>, Value:neutral|warm"
std::string attribute_line(const std::string& name, const sayso_attribute_rule& rule,
                           const std::string& arg) {
  std::string values;
  for (std::size_t i = 0; i < rule.value_count; ++i) {
    std::string value = brat_name(view(rule.values[i]));
    if (rule.type == SAYSO_ATTRIBUTE_SCALE) {
      if (value == "-2")
        value = "strongly-against";
      else if (value == "-1")
        value = "against";
      else if (value == "0")
        value = "neutral";
      else if (value == "1")
        value = "for";
      else if (value == "2")
        value = "strongly-for";
    }
    values += (values.empty() ? "" : "|") + value;
  }
  return name + "\tArg:" + arg + (values.empty() ? "" : ", Value:" + values) + "\n";
}

}  // namespace

std::string annotation_conf(const sayso_scheme& scheme) {
  std::string entities = "Content\nCue\nSource\nMention\nNot-quote\n", attributes;
  for (std::size_t i = 0; i < scheme.layer_count; ++i) {
    const sayso_layer& layer = *scheme.layers[i];
    const auto name = view(layer.name);
    const bool known = name == "content" || name == "cue" || name == "mention" || name == "not-quote";
    const std::string type = capital_name(layer.name);
    if (layer.is_frame == 0 && !known) entities += type + "\n";
    if (layer.is_frame != 0 && name != "attribution") continue;
    for (std::size_t k = 0; k < layer.attribute_count; ++k) {
      const sayso_attribute_rule& rule = *layer.attributes[k];
      if (rule.type == SAYSO_ATTRIBUTE_ENTITY || rule.type == SAYSO_ATTRIBUTE_TEXT) continue;
      const std::string arg = layer.is_frame != 0 ? "Attribution|Attribution-no-source|Discuss"
                              : name == "mention" ? "Mention|Source"
                                                  : type;
      const std::string own =
          name == "content" && view(rule.name) == "kind" ? "QuoteKind" : capital_name(rule.name);
      attributes += attribute_line(own, rule, arg);
      if (rule.type != SAYSO_ATTRIBUTE_CHOICES) continue;
      for (std::size_t n = 2; n <= rule.value_count; ++n)
        attributes += attribute_line(own + std::to_string(n), rule, arg);
    }
    for (std::size_t r = 0; r < layer.role_count; ++r) {
      if (view(layer.roles[r]->name) != "stance") continue;
      for (std::size_t k = 0; k < layer.roles[r]->attribute_count; ++k) {
        attributes += attribute_line(capital_name(layer.roles[r]->attributes[k]->name),
                                     *layer.roles[r]->attributes[k], "Stance");
      }
    }
  }
  const std::string people =
      "Addressee*:Mention|Source, Via*:Mention|Source, Within?:Attribution|Attribution-no-source|Discuss";
  return "[entities]\n" + entities +
         "\n[relations]\n\n[events]\nAttribution\tContent+:Content, Cue*:Cue, Source+:Source, " + people +
         "\nAttribution-no-source\tContent+:Content, Cue*:Cue, " + people +
         "\nDiscuss\tCue+:Cue, Source*:Source, " + people +
         "\nStance\tOf:Attribution|Attribution-no-source|Discuss, Toward?:Mention|Source\n\n[attributes]\n" +
         attributes;
}

std::string visual_conf() {
  return "[labels]\nAttribution | Attribution | Attr\nAttribution-no-source | Attribution, no source | "
         "Attr0\nDiscuss | Discuss\n"
         "Stance | Stance\nNot-quote | Not a quote\n\n[drawing]\n"
         "Content\tbgColor:#d9e7f5\nCue\tbgColor:#f2e6c9\nSource\tbgColor:#d5ecdf\nMention\tbgColor:#"
         "e8e8e8\nNot-quote\tbgColor:#ffffff\n";
}

}  // namespace brat
