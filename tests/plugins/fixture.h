// What the tests of plugins share: the built-in scheme, small articles and annotations, temporary folders,
// and the plugins of the build.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "annotations/model/annotations.h"
#include "annotations/model/article.h"
#include "annotations/model/entity.h"
#include "annotations/model/scheme.h"
#include "annotations/store/builtin_schemes.h"
#include "annotations/store/scheme_codec.h"
#include "core/files/file_system.h"
#include "core/text/text_index.h"
#include "plugins/host/installed_plugins.h"

namespace sayso::test {

inline Scheme attribution_scheme() {
  for (const BuiltinScheme& scheme : builtin_schemes()) {
    if (scheme.name == "attribution") return read_scheme(scheme.json, "attribution").value();
  }
  return {};
}

inline Article an_article(const std::string& text, const std::string& id = "a") {
  Article article;
  article.id = ArticleId(id);
  article.text = text;
  return article;
}

// Annotations built piece by piece over a text; the words must be in it.
class Annotated {
 public:
  explicit Annotated(const Article& article, const std::string& annotator = "ana") : text_(article.text) {
    made_.article = article.id;
    made_.annotator = AnnotatorId(annotator);
  }
  // A span over these code points.
  RecordId at(const std::string& layer, Fragments fragments, Attributes attributes = {}) {
    Span span;
    span.id = RecordId("s" + std::to_string(++count_));
    span.layer = layer;
    const TextIndex index(text_);
    for (const auto& fragment : fragments) span.text.emplace_back(index.slice(fragment));
    span.at = std::move(fragments);
    span.attributes = std::move(attributes);
    made_.spans.put(span);
    return span.id;
  }
  // A span over the first place of these words, each a fragment.
  RecordId on(const std::string& layer, const std::vector<std::string>& words, Attributes attributes = {}) {
    const TextIndex index(text_);
    Fragments fragments;
    std::size_t from = 0;
    for (const auto& word : words) {
      const std::size_t found = text_.find(word, from);
      if (found == std::string::npos) throw std::runtime_error("not in the text: " + word);
      from = found + word.size();
      fragments.push_back(index.to_code_points({Byte{found}, Byte{from}}));
    }
    return at(layer, std::move(fragments), std::move(attributes));
  }
  RecordId frame(Roles roles, Attributes attributes = {}, const std::string& layer = "attribution") {
    Frame frame;
    frame.id = RecordId("f" + std::to_string(++count_));
    frame.layer = layer;
    frame.roles = std::move(roles);
    frame.attributes = std::move(attributes);
    made_.frames.put(frame);
    return frame.id;
  }
  Annotations& get() { return made_; }

 private:
  std::string text_;
  Annotations made_;
  int count_ = 0;
};

inline std::vector<Filler> to(const std::vector<RecordId>& ids) {
  std::vector<Filler> fillers;
  for (const RecordId& id : ids) fillers.push_back({id, {}, {}});
  return fillers;
}

inline Entity an_entity(const std::string& id, const std::string& name,
                        const std::set<std::string>& aliases = {}) {
  Entity entity;
  entity.id = EntityId(id);
  entity.name = name;
  entity.kind = "person";
  entity.aliases = aliases;
  return entity;
}

// A folder that goes with its owner.
class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "sayso-plugins-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = pattern;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  const Path& path() const { return path_; }

 private:
  Path path_;
};

inline Path host_program() { return Path(SAYSO_BINARY_DIR) / "libexec/sayso/sayso-plugin-host"; }

// A plugin in a folder of its own, of which its author says `json` beside id, name, version, contract and licence.
inline InstalledPlugins one_plugin(const Folder& folder, const std::string& name, const std::string& json) {
  const Path home = folder.path() / name;
  std::filesystem::create_directories(home);
  std::ofstream(home / "plugin.json") << R"({"id": "org.sayso.test.)" << name << R"(", "name": ")" << name
                                      << R"(", "version": "0", "contract": "1.0", "licence": "none", )" << json << "}";
  return find_plugins(real_files(), {{folder.path()}, host_program()});
}

// The bundled plugins of this build.
inline InstalledPlugins built_plugins() {
  return find_plugins(real_files(), {{Path(SAYSO_BINARY_DIR) / "lib/sayso/plugins"},
                                     host_program()});
}

}  // namespace sayso::test
