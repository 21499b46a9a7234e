// The exporter csv: tables for spreadsheets and statistics. See README.md.

#include "rows.h"
#include "table.h"

namespace {

struct Exporter {
  const sayso_project* project;
  csv::Table attributions, spans, frames, entities, articles, status;

  Exporter(const sayso_project* of, bool excel)
      : project(of),
        attributions("attributions.csv", csv::attribution_columns(), excel),
        spans("spans.csv", csv::span_columns(), excel),
        frames("frames.csv", csv::frame_columns(), excel),
        entities("entities.csv", csv::entity_columns(), excel),
        articles("articles.csv", csv::article_columns(), excel),
        status("status.csv", csv::status_columns(), excel) {}

  int32_t flush(const sayso_host* host) {
    for (csv::Table* table : {&attributions, &spans, &frames, &entities, &articles, &status}) {
      const std::string bytes = table->take();
      if (!bytes.empty()) {
        if (const auto failed = sayso_sdk::write(host, table->name(), bytes)) return failed;
      }
      if (const auto cells = table->take_too_long()) {
        const auto failed =
            sayso_sdk::lose(host, "cells over 32,767 characters, which Excel cuts", table->name(), cells);
        if (failed) return failed;
      }
    }
    return 0;
  }
};

Exporter& of(void* self) { return *static_cast<Exporter*>(self); }

int32_t open(const sayso_host* host, const sayso_project* project, void** self) {
  return sayso_sdk::guarded(host, [&] {
    auto* exporter = new Exporter(project, sayso_sdk::flag_setting(*project, "excel"));
    *self = exporter;
    for (std::size_t i = 0; i < project->entity_count; ++i) {
      const auto id = sayso_sdk::view(project->entities[i]->id);
      if (id.substr(0, 1) != "@") exporter->entities.add(csv::entity_row(*project->entities[i]));
    }
    return 0;
  });
}

int32_t article(const sayso_host* host, void* self, const sayso_article* article) {
  return sayso_sdk::guarded(host, [&] {
    of(self).articles.add(csv::article_row(*article));
    return sayso_sdk::lose(
        host, "the texts of articles: places count characters (code points) of the project's articles/*.txt",
        sayso_sdk::view(article->id));
  });
}

int32_t annotations(const sayso_host* host, void* self, const sayso_article* article,
                    const sayso_annotations* annotations) {
  return sayso_sdk::guarded(host, [&]() -> int32_t {
    Exporter& exporter = of(self);
    const std::string place = std::string(sayso_sdk::view(article->id)) + " by " +
                              std::string(sayso_sdk::view(annotations->annotator));
    exporter.status.add(csv::status_row(*article, *annotations));
    for (std::size_t i = 0; i < annotations->span_count; ++i) {
      exporter.spans.add(csv::span_row(*article, *annotations, *annotations->spans[i]));
    }
    std::size_t missing = 0;
    for (std::size_t i = 0; i < annotations->frame_count; ++i) {
      const sayso_frame& frame = *annotations->frames[i];
      if (sayso_sdk::view(frame.layer) == "attribution") {
        exporter.attributions.add(
            csv::attribution_row(*article, *annotations, frame, *exporter.project->scheme, missing));
      } else {
        exporter.frames.add(csv::frame_row(*article, *annotations, frame));
      }
    }
    if (missing > 0) {
      if (const auto failed = sayso_sdk::lose(
              host, "roles filled by a record that is not there (its id is in 'other')", place, missing)) {
        return failed;
      }
    }
    return exporter.flush(host);
  });
}

int32_t finish(const sayso_host* host, void* self) {
  return sayso_sdk::guarded(host, [&] { return of(self).flush(host); });
}

void close(const sayso_host*, void* self) { delete static_cast<Exporter*>(self); }

const sayso_plugin kPlugin = {sizeof(sayso_plugin),
                              SAYSO_PLUGIN_ABI_MAJOR,
                              SAYSO_PLUGIN_ABI_MINOR,
                              0,
                              R"({"id": "org.sayso.csv", "version": "0.1.0", "kind": "exporter"})",
                              open,
                              article,
                              annotations,
                              nullptr,
                              finish,
                              close};

}  // namespace

const sayso_plugin* sayso_plugin_entry(uint32_t, uint32_t) { return &kPlugin; }
