// Interviews: a line "NAME: WORDS" is an attribution. Its words are a content, its name a mention of an entity.
#include <map>
#include <string>

#include "sayso_plugin.hpp"

namespace {

class Interviews : public sayso_sdk::Plugin {
  void input(const sayso_input& input) override {
    file_.append(static_cast<const char*>(input.bytes), input.size);
    if (input.is_last != 0) read(std::string(sayso_sdk::view(input.name)));
  }

  void read(const std::string& name) {
    std::string file = std::move(file_);
    file_.clear();
    if (file.compare(0, 3, "\xEF\xBB\xBF") == 0) file.erase(0, 3);  // a byte order mark
    if (file.empty() || file.find('\0') != std::string::npos || !sayso_sdk::is_utf8(file)) {
      throw sayso_sdk::Failure(name + " is no text in UTF-8", "name a file of lines NAME: WORDS");
    }
    // Places are counted in code points.
    const std::u32string text = sayso_sdk::code_points(file);
    std::string spans, frames;
    std::size_t number = 0;
    for (std::size_t begin = 0; begin < text.size(); ++number) {
      std::size_t end = text.find(U'\n', begin);
      if (end == text.npos) end = text.size();
      const std::size_t colon = text.find(U": ", begin);
      if (colon > begin && colon != text.npos && colon + 2 < end) {
        add(text, number, begin, colon, end, spans, frames);
      } else if (end > begin) {
        loss("lines without a speaker", name + ":" + std::to_string(number + 1));
      }
      begin = end + 1;
    }
    give_article("", name, file);
    give(sayso_sdk::NewAnnotations{name, "", "", "[" + spans + "]", "[" + frames + "]"});
  }

  void add(const std::u32string& text, std::size_t number, std::size_t begin, std::size_t colon, std::size_t end, std::string& spans,
           std::string& frames) {
    const std::string id = std::to_string(number), comma = spans.empty() ? "" : ", ";
    const std::string who = speaker(sayso_sdk::utf8(text.substr(begin, colon - begin)));
    spans += comma + "{\"id\": \"new:mention-" + id + "\", \"layer\": \"mention\", \"at\": " + place(begin, colon) +
             ", \"attributes\": {\"entity\": \"" + who + "\"}}, {\"id\": \"new:content-" + id +
             "\", \"layer\": \"content\", \"at\": " + place(colon + 2, end) + "}";
    frames += comma + "{\"id\": \"new:frame-" + id + "\", \"layer\": \"attribution\", \"roles\": {\"content\": [{\"to\": \"new:content-" + id +
              "\"}], \"source\": [{\"to\": \"new:mention-" + id + "\"}]}}";
  }

  static std::string place(std::size_t begin, std::size_t end) {
    return "[[" + std::to_string(begin) + ", " + std::to_string(end) + "]]";
  }

  std::string speaker(const std::string& name) {
    const auto [found, is_new] = speakers_.emplace(name, "new:speaker-" + std::to_string(speakers_.size()));
    if (is_new) give_entity("{\"id\": \"" + found->second + "\", \"name\": " + sayso_sdk::quoted_json(name) + ", \"kind\": \"person\"}");
    return found->second;
  }

  std::string file_;
  std::map<std::string, std::string> speakers_;
};

}  // namespace

SAYSO_PLUGIN(Interviews, R"({"id": "org.example.@name@", "version": "0.1.0", "kind": "importer"})")
