// Suggests an attribution for whatever stands between quotation marks. Of whom, it does not know.
#include <string>

#include "sayso_plugin.hpp"

namespace {

class BetweenMarks : public sayso_sdk::Plugin {
  void article(const sayso_article& article) override {
    // Places are counted in code points.
    const std::u32string text = sayso_sdk::code_points(sayso_sdk::view(article.text));
    std::size_t open = text.npos;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text[at] == U'“') open = at;
      if (text[at] != U'”' || open == text.npos) continue;
      suggest({0.5, "it stands between marks", R"({"id": "new:1", "layer": "attribution", "roles": {"content": [{"to": "new:2"}]}})",
               R"([{"id": "new:2", "layer": "content", "at": [[)" + std::to_string(open) + ", " + std::to_string(at + 1) +
                   R"(]], "attributes": {"kind": "direct"}}])"});
      open = text.npos;
    }
  }
};

}  // namespace

SAYSO_PLUGIN(BetweenMarks, R"({"id": "org.example.@name@", "version": "0.1.0", "kind": "suggester"})")
