// Finds a word that its setting names.
#include <string>

#include "sayso_plugin.hpp"

namespace {

class Finder : public sayso_sdk::Plugin {
  void open() override {
    if (const auto* word = sayso_sdk::setting(project(), "word")) word_ = sayso_sdk::code_points(sayso_sdk::view(word->text));
  }

  void article(const sayso_article& article) override {
    if (word_.empty()) return;
    // Places are counted in code points.
    const std::u32string text = sayso_sdk::code_points(sayso_sdk::view(article.text));
    for (auto at = text.find(word_); at != text.npos; at = text.find(word_, at + word_.size())) {
      sayso_sdk::Finding finding;
      finding.rule = "@name@/found";
      finding.at = {{at, at + word_.size()}};
      finding.quoted = sayso_sdk::utf8(word_);
      finding.message = "“" + finding.quoted + "” is there";
      find(finding);
    }
  }

  std::u32string word_;
};

}  // namespace

SAYSO_PLUGIN(Finder, R"({"id": "org.example.@name@", "version": "0.1.0", "kind": "checker"})")
