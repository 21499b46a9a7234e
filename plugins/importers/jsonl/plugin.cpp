// The importer jsonl: articles, annotations and entities from lines of JSON in the store's form. See README.md.
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "plugins/sdk/sayso_plugin.hpp"

namespace {

using Json = nlohmann::ordered_json;
using sayso_sdk::Failure;
using sayso_sdk::view;

std::string text_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// A list as JSON, or "" where there is none.
std::string list_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found == object.end() ? std::string() : found->dump();
}

class Lines : public sayso_sdk::Plugin {
  void input(const sayso_input& input) override {
    if (input.offset == 0) rest_.clear(), number_ = 0;
    const std::string name(view(input.name));
    rest_.append(static_cast<const char*>(input.bytes), input.size);
    std::size_t begin = 0;
    for (std::size_t end; (end = rest_.find('\n', begin)) != rest_.npos; begin = end + 1) line(name, std::string_view(rest_).substr(begin, end - begin));
    rest_.erase(0, begin);
    if (input.is_last == 0) return;
    if (!rest_.empty()) line(name, rest_);
    rest_.clear();
  }

  // What refers to others comes behind them: entities, articles, then what is said of them.
  void finish() override {
    for (const std::string& entity : entities_) give_entity(entity);
    for (const Article& article : articles_) give_article(article.id, article.from, article.text, article.facts);
    for (const sayso_sdk::NewAnnotations& annotations : annotations_) give(annotations);
  }

  void line(const std::string& name, std::string_view bytes) {
    ++number_;
    const std::string place = name + ":" + std::to_string(number_);
    if (bytes.substr(0, 3) == "\xEF\xBB\xBF") bytes.remove_prefix(3);
    if (!bytes.empty() && bytes.back() == '\r') bytes.remove_suffix(1);
    if (bytes.find_first_not_of(" \t") == bytes.npos) return;
    Json json;
    try {
      json = Json::parse(bytes);
    } catch (const Json::exception& problem) {
      throw Failure(place + ": this is no JSON: " + problem.what(), "is the file whole? each line is one JSON object");
    }
    if (!json.is_object()) throw Failure(place + ": this is no JSON object", "each line is one");
    if (json.contains("text") && json["text"].is_string()) {
      article(json, name, place);
    } else if (json.contains("article") && (json.contains("spans") || json.contains("frames"))) {
      annotations(json, place);
    } else if (json.contains("id") && json.contains("name")) {
      entities_.push_back(json.dump());
    } else {
      throw Failure(place + ": this is neither an article, nor annotations, nor an entity", "the README of this importer says what each has");
    }
  }

  void article(const Json& json, const std::string& name, const std::string& place) {
    if (json["text"].get_ref<const std::string&>().empty()) throw Failure(place + ": the text is empty", "there is nothing to annotate in it");
    articles_.push_back({text_of(json, "id"), name, json["text"].get<std::string>(), json.contains("facts") ? json["facts"].dump() : ""});
    if (articles_.back().text.substr(0, 3) == "\xEF\xBB\xBF") throw Failure(place + ": the text begins with a byte order mark", "positions count without it: take it off");
    if (articles_.back().text.find('\0') != std::string::npos) throw Failure(place + ": the text has a NUL character", "take it out");
  }

  void annotations(const Json& json, const std::string& place) {
    sayso_sdk::NewAnnotations given;
    given.article = text_of(json, "article");
    given.annotator = text_of(json, "annotator");
    given.status = text_of(json, "status");
    given.spans_json = list_of(json, "spans");
    given.frames_json = list_of(json, "frames");
    if (given.article.empty()) throw Failure(place + ": the annotations do not say of which article", "give \"article\"");
    if (given.status != "" && given.status != "open" && given.status != "done") {
      loss("that an article was skipped or re-opened: it is open", place);
      given.status = "open";
    }
    for (const auto& [key, value] : json.items()) {
      const bool known = key == "article" || key == "annotator" || key == "status" || key == "spans" || key == "frames" || key == "rules";
      if (!known) loss("keys of annotations that sayso does not know", place + " " + key);
    }
    annotations_.push_back(std::move(given));
  }

  struct Article {
    std::string id, from, text, facts;
  };
  std::string rest_;        // of the file at hand: bytes after its last line
  std::size_t number_ = 0;  // of its lines
  std::vector<std::string> entities_;
  std::vector<Article> articles_;
  std::vector<sayso_sdk::NewAnnotations> annotations_;
};

}  // namespace

SAYSO_PLUGIN(Lines, R"({"id": "org.sayso.jsonl-import", "version": "1.0.0", "kind": "importer"})")
