#include "plugins/host/import_files.h"

#include <algorithm>

#include "core/files/read_file.h"

namespace sayso {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 20;       // bytes a message
constexpr std::uint64_t kMost = std::uint64_t{1} << 30;    // bytes of texts and words that one import may hold
constexpr std::uint64_t kRecord = 256;                     // bytes that a record counts, beside its words

struct Source {
  Path path;
  std::string name;  // as the importer sees it
  std::uint64_t size = 0;
};

bool has_ending(const std::string& name, const std::vector<std::string>& endings) {
  return endings.empty() || std::ranges::any_of(endings, [&](const std::string& ending) { return name.ends_with(ending); });
}

bool is_hidden(const std::string& name) { return name.starts_with('.') || name.find("/.") != std::string::npos; }

// All files to be read, looked at before the plugin is started.
Result<std::vector<Source>> sources_of(FileSystem& files, const std::vector<Path>& paths, const PluginInfo& plugin) {
  std::vector<Source> all;
  for (const Path& path : paths) {
    const auto there = look_at(files, path);
    if (!there) return there.error();
    if (!*there) return usage_error("there is no file '" + path.string() + "'", "see that its name is right");
    if ((*there)->type != FileType::folder) {
      all.push_back({path, path.filename().string(), (*there)->size});
      continue;
    }
    const auto tree = list_tree(files, path);
    if (!tree) return tree.error();
    const std::size_t before = all.size();
    const std::string folder = std::filesystem::absolute(path / ".").lexically_normal().parent_path().filename().string();
    for (const std::string& name : *tree) {
      if (is_hidden(name) || !has_ending(name, plugin.endings)) continue;
      const auto info = look_at(files, path / name);
      if (!info) return info.error();
      all.push_back({path / name, folder.empty() ? name : folder + "/" + name, *info ? (*info)->size : 0});
    }
    if (all.size() == before) return usage_error("the folder '" + path.string() + "' has no file that " + plugin.name + " reads");
  }
  return all;
}

// Puts what comes into an Imported, as far as it may be that large.
class Taking {
 public:
  explicit Taking(Imported& into) : into_(into) {}

  Result<void> operator()(FromPlugin got) {
    if (auto* entity = std::get_if<GivenEntity>(&got)) {
      into_.entities.push_back(std::move(*entity));
      held_ += kRecord;
    } else if (auto* article = std::get_if<GivenArticle>(&got)) {
      held_ += article->text.size();
      into_.articles.push_back(std::move(*article));
    } else if (auto* annotations = std::get_if<GivenAnnotations>(&got)) {
      held_ += (annotations->spans.size() + annotations->frames.size()) * kRecord;
      for (const Span& span : annotations->spans) {
        for (const std::string& words : span.text) held_ += words.size();
      }
      into_.annotations.push_back(std::move(*annotations));
    } else if (const auto* loss = std::get_if<LossLine>(&got)) {
      add(into_.losses, *loss);
    }
    if (held_ > kMost) return damaged_error("the files hold more than one import can take", "", "import them in several goes");
    return {};
  }

 private:
  Imported& into_;
  std::uint64_t held_ = 0;
};

Result<void> read_through(FileSystem& files, PluginRun& run, const Source& source, const PluginRun::Receive& receive,
                          const CancelToken& cancel, Progress* progress) {
  auto reader = FileReader::open(files, source.path);
  if (!reader) return reader.error();
  if (!*reader) return usage_error("the file '" + source.path.string() + "' has gone");
  std::string piece(kPiece, '\0'), ahead(kPiece, '\0');
  // One piece ahead, to know which is the last.
  const auto fill = [&](std::string& into) -> Result<void> {
    into.resize(kPiece);
    std::size_t at = 0;
    while (at < kPiece) {
      const auto read = (*reader)->next(into.data() + at, kPiece - at);
      if (!read) return read.error();
      if (*read == 0) break;
      at += *read;
    }
    into.resize(at);
    return {};
  };
  if (const auto filled = fill(piece); !filled) return filled;
  for (std::uint64_t offset = 0;;) {
    if (const auto filled = fill(ahead); !filled) return filled;
    const InputPiece input{source.name, piece, offset, std::max(source.size, offset + piece.size() + ahead.size()), ahead.empty()};
    if (const auto told = run.tell(input_message(input), "reading " + source.name, receive, cancel); !told) return told;
    if (progress != nullptr) progress->set(progress->done() + piece.size(), progress->total());
    if (ahead.empty()) return {};
    offset += piece.size();
    std::swap(piece, ahead);
  }
}

}  // namespace

Result<Imported> import_files(FileSystem& files, const InstalledPlugins& plugins, const ImportRequest& request, const Scheme& scheme,
                              const Registry& registry, const CancelToken& cancel, Progress* progress) {
  const PluginInfo* plugin = plugins.find(PluginKind::importer, request.format);
  if (plugin == nullptr) return no_plugin_of(plugins, PluginKind::importer, request.format);
  const auto settings = settings_json(*plugin, request.settings);
  if (!settings) return settings.error();
  const auto sources = sources_of(files, request.paths, *plugin);
  if (!sources) return sources.error();
  if (progress != nullptr) {
    std::uint64_t total = 0;
    for (const Source& source : *sources) total += source.size;
    progress->set(0, total);
  }
  auto run = PluginRun::start(*plugin, plugins.host_program, request.limits, request.trace);
  if (!run) return run.error();
  Imported imported;
  imported.by = "import " + plugin->name;
  Taking taking(imported);
  const PluginRun::Receive receive = [&](FromPlugin got) { return taking(std::move(got)); };
  if (const auto told = run->tell(open_message(*settings, scheme, registry), "it was being opened", receive, cancel); !told) {
    return told.error();
  }
  for (const Source& source : *sources) {
    if (const auto read = read_through(files, *run, source, receive, cancel, progress); !read) return read.error();
  }
  if (const auto told = run->tell(finish_message(), "it was finishing the import", receive, cancel); !told) return told.error();
  return imported;
}

}  // namespace sayso
