#include "ui/cli/suggest_command.h"

#include <algorithm>

#include "plugins/host/suggest.h"
#include "ui/cli/cancel_on_interrupt.h"
#include "ui/cli/json.h"
#include "ui/cli/plugins_here.h"
#include "ui/cli/project_items.h"
#include "ui/cli/settings_option.h"
#include "ui/cli/table.h"
#include "ui/cli/workplace.h"

namespace sayso::cli {
namespace {

Result<const PluginInfo*> suggester_of(const InstalledPlugins& plugins, const std::string& name) {
  const auto names = plugins.names(PluginKind::suggester);
  if (name.empty() && names.size() > 1) {
    std::string all;
    for (const std::string& each : names) all += (all.empty() ? "" : ", ") + each;
    return usage_error("there are several suggesters", "name one with --by: " + all);
  }
  const PluginInfo* plugin = plugins.find(PluginKind::suggester, name.empty() && !names.empty() ? names.front() : name);
  if (plugin == nullptr) return no_plugin_of(plugins, PluginKind::suggester, name);
  return plugin;
}

struct Stored {
  ArticleId article;
  std::size_t suggested = 0, stored = 0;  // stored: without what the annotator made or dismissed already
};

// nullopt: the article is submitted or skipped.
Result<std::optional<Stored>> suggest_in(Session& session, Suggester& suggester, const ArticleId& id, IdSource& ids, const CancelToken& cancel) {
  if (const auto opened = session.open_article(id); !opened) return opened.error();
  if (session.is_closed()) return std::optional<Stored>();
  const OpenArticle& open = *session.article();
  const auto suggestions = suggester.suggest(*open.article, open.state, cancel);
  if (!suggestions) return suggestions.error();
  Stored stored{id, suggestions->size(), 0};
  auto edits = edits_that_store(*suggestions, suggester.by(), open.state, ids);
  stored.stored = static_cast<std::size_t>(std::ranges::count_if(edits, [](const Edit& edit) { return std::holds_alternative<AddSuggestion>(edit); }));
  if (!edits.empty()) {
    const auto made = session.dispatch(Gesture{std::move(edits), {}});
    if (!made) return made.error();
  }
  return std::optional(stored);
}

}  // namespace

int run_suggest(const SuggestArguments& arguments, Output& output) {
  Workplace workplace;
  const auto settings = settings_from(arguments.settings);
  if (!settings) return output.failed(settings.error());
  auto session = workplace.open_session(arguments.folder, arguments.annotator);
  if (!session) return output.failed(session.error());
  const Project& project = (*session)->project();
  if (const auto may = may_change(project); !may) return output.failed(may.error());
  if (const auto wanted = check_wanted(project, {{}, arguments.articles}); !wanted) return output.failed(wanted.error());
  const InstalledPlugins plugins = plugins_here(workplace.files, output, project).plugins;
  const auto plugin = suggester_of(plugins, arguments.by);
  if (!plugin) return output.failed(plugin.error());

  const CancelOnInterrupt cancel;
  auto suggester = Suggester::open(**plugin, plugins.host_program, project.scheme, (*session)->registry(), *settings, {}, {}, cancel.token());
  if (!suggester) return output.failed(suggester.error());
  Json listed = Json::array();
  Table table({"article", "suggested", "stored"});
  table.right(1);
  table.right(2);
  std::optional<Error> failed;
  for (const ArticleId& id : project.articles) {
    if (!arguments.articles.empty() && std::ranges::count(arguments.articles, id.value) == 0) continue;
    const auto stored = suggest_in(**session, *suggester, id, *workplace.ids, cancel.token());
    if (!stored) {
      failed = stored.error();
      break;
    }
    if (!*stored) {
      output.notice("not asked: " + id.value + " is submitted or skipped");
      continue;
    }
    listed.push_back({{"article", id.value}, {"suggested", (*stored)->suggested}, {"stored", (*stored)->stored}});
    table.add({id.value, std::to_string((*stored)->suggested), std::to_string((*stored)->stored)});
  }
  if (const auto closed = close_saved(**session); !closed) return output.failed(closed.error());
  output.document(to_document({{"by", suggester->by()}, {"articles", listed}}));
  if (!table.empty()) output.line(table.text());
  if (cancel.token().cancelled()) {
    output.notice("stopped; what is listed was stored");
    return kInterrupted;
  }
  return failed ? output.failed(*failed) : kDone;
}

}  // namespace sayso::cli
