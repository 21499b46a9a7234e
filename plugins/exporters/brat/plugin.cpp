// The exporter brat: standoff files in the shape of PolNeAR, a folder an annotator. See README.md.

#include <set>

#include "configuration.h"
#include "document.h"

namespace {

struct Exporter {
  const sayso_project* project;
  std::set<std::string> annotators;  // whose folder has its configuration
};

Exporter& of(void* self) { return *static_cast<Exporter*>(self); }

int32_t open(const sayso_host* host, const sayso_project* project, void** self) {
  return sayso_sdk::guarded(host, [&] {
    *self = new Exporter{project, {}};
    return project->entity_count > 4
               ? sayso_sdk::lose(host, "names, kinds and aliases of entities (their ids are kept in N lines)",
                                 "", project->entity_count - 4)
               : 0;
  });
}

int32_t article(const sayso_host* host, void*, const sayso_article* article) {
  return sayso_sdk::guarded(host, [&]() -> int32_t {
    if (sayso_sdk::view(article->facts_json) == "{}") return 0;
    return sayso_sdk::lose(host, "what is known of an article (title, outlet, zones, …)",
                           sayso_sdk::view(article->id));
  });
}

int32_t annotations(const sayso_host* host, void* self, const sayso_article* article,
                    const sayso_annotations* annotations) {
  return sayso_sdk::guarded(host, [&]() -> int32_t {
    const std::string folder(sayso_sdk::view(annotations->annotator));
    if (of(self).annotators.insert(folder).second) {
      if (const auto failed = sayso_sdk::write(host, folder + "/annotation.conf",
                                               brat::annotation_conf(*of(self).project->scheme)))
        return failed;
      if (const auto failed = sayso_sdk::write(host, folder + "/visual.conf", brat::visual_conf()))
        return failed;
    }
    const std::string base = folder + "/" + std::string(sayso_sdk::view(article->id));
    const std::string lines = brat::Document(host, *article, *annotations).write();
    if (const auto failed = sayso_sdk::write(host, base + ".txt", sayso_sdk::view(article->text)))
      return failed;
    if (const auto failed = sayso_sdk::write(host, base + ".ann", lines)) return failed;
    const std::string place = std::string(sayso_sdk::view(article->id)) + " by " + folder;
    const std::size_t records = annotations->span_count + annotations->frame_count;
    if (records > 0) {
      if (const auto failed = sayso_sdk::lose(host, "ids of records (brat numbers its own)", place, records))
        return failed;
    }
    if (sayso_sdk::view(annotations->rules).size() > 0) {
      if (const auto failed = sayso_sdk::lose(host, "under which version of the scheme it was annotated", place))
        return failed;
    }
    if (sayso_sdk::view(annotations->status) != "open") {
      if (const auto failed = sayso_sdk::lose(host, "whether an article is done or skipped", place))
        return failed;
    }
    if (sayso_sdk::view(annotations->unknown_json) != "{}")
      return sayso_sdk::lose(host, "keys that sayso does not know", place);
    return 0;
  });
}

void close(const sayso_host*, void* self) { delete static_cast<Exporter*>(self); }

const sayso_plugin kPlugin = {sizeof(sayso_plugin),
                              SAYSO_PLUGIN_ABI_MAJOR,
                              SAYSO_PLUGIN_ABI_MINOR,
                              0,
                              R"({"id": "org.sayso.brat", "version": "0.1.0", "kind": "exporter"})",
                              open,
                              article,
                              annotations,
                              nullptr,
                              nullptr,
                              close};

}  // namespace

const sayso_plugin* sayso_plugin_entry(uint32_t, uint32_t) { return &kPlugin; }
