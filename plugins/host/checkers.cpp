#include "plugins/host/checkers.h"

#include <algorithm>
#include <set>
#include <utility>

#include "annotations/model/mention.h"
#include "core/base/clock.h"
#include "core/files/hash.h"
#include "core/text/text_index.h"

namespace sayso {

// One checker and what its process knows already.
struct Checkers::One {
  PluginInfo plugin;
  std::optional<PluginRun> run;
  std::string opened;                // the open message it was given
  std::vector<Finding> of_entities;  // what it said to that
  ArticleId article;                 // the article it was given last
  std::uint64_t text_sum = 0;  // of its text
  std::vector<Finding> of_text;  // what it said to that
  SteadyTime used{};
  std::size_t failures_in_row = 0;
  std::optional<Error> given_up;  // why it is not started again

  void failed(Error error, CheckReport& report);
  void forget() {
    run.reset();
    opened.clear();
    article = ArticleId();
  }
};

namespace {

// A checker that fails this often one after the other is not started again.
constexpr std::size_t kFailuresInRow = 3;

void add_lines(std::vector<Finding>& findings, const Article& article) {
  const TextIndex index(article.text);
  for (Finding& finding : findings) {
    if (finding.at.empty()) continue;
    const auto bytes = index.checked_bytes(finding.at.front());
    finding.line = bytes ? index.line_of(bytes->begin) : 0;
  }
}

Error outside_error(const PluginInfo& plugin, const Finding& finding, const Article& article) {
  return damaged_error(
      "the plugin " + plugin.name + " gave a finding of " + finding.rule + " outside the text",
      article.id.value, "report it to the plugin's author");
}

bool outside(const Finding& finding, const TextIndex& index) {
  return std::ranges::any_of(finding.at, [&](const CodePointRange& at) { return !index.checked_bytes(at); });
}

// What is said of the text alone goes where the same is said of an annotator's work, whose fixes know more.
// All findings are of one article.
void drop_repeated(std::vector<Finding>& findings) {
  std::set<std::string> said;
  for (const Finding& finding : findings)
    if (!finding.annotator.empty()) said.insert(dismissal_key(finding).source);
  if (said.empty()) return;
  std::erase_if(findings, [&](const Finding& finding) {
    return finding.annotator.empty() && !finding.article.empty() &&
           said.contains(dismissal_key(finding).source);
  });
}

}  // namespace

void Checkers::One::failed(Error error, CheckReport& report) {
  if (++failures_in_row == kFailuresInRow) {
    error.what += "; that was the third time in a row, and it is not started again";
    error.remedy = "open the project again to give it another try, or take the plugin away";
    given_up = error;
  }
  report.failures.push_back(std::move(error));
}

Checkers::Checkers(const InstalledPlugins& plugins, CheckOptions options)
    : host_program_(plugins.host_program), options_(std::move(options)) {
  std::erase_if(options_.project.rules, [&](const auto& rule) {
    return !rule.second && std::ranges::find(options_.rules, rule.first) != options_.rules.end();
  });
  for (PluginInfo& plugin : plugins.checkers()) {
    const bool wanted = options_.rules.empty() || plugin.rules.empty() ||
                        std::ranges::any_of(plugin.rules, [&](const RuleInfo& rule) {
                          return std::ranges::find(options_.rules, rule.rule) != options_.rules.end();
                        });
    if (!wanted || !has_rules_that_run(options_.project, plugin)) continue;
    all_.push_back(std::make_unique<One>());
    all_.back()->plugin = std::move(plugin);
  }
}

Checkers::~Checkers() = default;

bool Checkers::ready(One& one, const Scheme& scheme, const Registry& registry, const CancelToken& cancel,
                     CheckReport& report) {
  if (one.given_up) {
    // Once a report, of however many articles.
    if (std::ranges::none_of(report.failures, [&](const Error& error) { return error.what == one.given_up->what; })) {
      report.failures.push_back(*one.given_up);
    }
    return false;
  }
  const auto settings = settings_json(one.plugin, {});
  if (!settings) {
    report.failures.push_back(settings.error());
    return false;
  }
  const std::string message = open_message(*settings, scheme, registry);
  one.used = real_clock().steady();
  if (one.run && !one.run->ended() && one.opened == message) return true;
  one.forget();
  auto run = PluginRun::start(one.plugin, host_program_, options_.limits, options_.trace);
  if (!run) {
    one.failed(run.error(), report);
    return false;
  }
  one.run.emplace(std::move(*run));
  one.of_entities.clear();
  const auto told = one.run->tell(
      message, "it was being opened",
      [&](FromPlugin got) -> Result<void> {
        if (auto* finding = std::get_if<Finding>(&got)) one.of_entities.push_back(std::move(*finding));
        return {};
      },
      cancel);
  if (!told) {
    if (!cancel.cancelled()) one.failed(told.error(), report);
    one.forget();
    return false;
  }
  one.opened = message;
  return true;
}

bool Checkers::take_article(One& one, const Article& article, const CancelToken& cancel,
                            CheckReport& report) {
  const std::uint64_t text_sum = xxh3(article.text);
  if (one.article == article.id && one.text_sum == text_sum) return true;
  one.of_text.clear();
  const TextIndex index(article.text);
  const auto told = one.run->tell(
      article_message(article), "checking " + article.id.value,
      [&](FromPlugin got) -> Result<void> {
        auto* finding = std::get_if<Finding>(&got);
        if (finding == nullptr) return {};
        if (outside(*finding, index)) return outside_error(one.plugin, *finding, article);
        finding->article = article.id;
        one.of_text.push_back(std::move(*finding));
        return {};
      },
      cancel);
  if (!told) {
    if (!cancel.cancelled()) one.failed(told.error(), report);
    one.forget();
    return false;
  }
  one.article = article.id;
  one.text_sum = text_sum;
  add_lines(one.of_text, article);
  return true;
}

bool Checkers::take_annotations(One& one, const Article& article, const Annotations& annotations,
                                const CancelToken& cancel, CheckReport& report) {
  std::vector<Finding> found;
  const TextIndex index(article.text);
  const auto told = one.run->tell(
      annotations_message(annotations), "checking " + article.id.value + " by " + annotations.annotator.value,
      [&](FromPlugin got) -> Result<void> {
        auto* finding = std::get_if<Finding>(&got);
        if (finding == nullptr) return {};
        if (outside(*finding, index)) return outside_error(one.plugin, *finding, article);
        finding->article = article.id;
        finding->annotator = annotations.annotator;
        found.push_back(std::move(*finding));
        return {};
      },
      cancel);
  if (!told) {
    if (!cancel.cancelled()) one.failed(told.error(), report);
    one.forget();
    return false;
  }
  one.failures_in_row = 0;
  add_lines(found, article);
  std::ranges::move(found, std::back_inserter(report.findings));
  return true;
}

void Checkers::finish(CheckReport& report) const {
  if (!options_.rules.empty()) {
    std::erase_if(report.findings, [&](const Finding& finding) {
      return std::ranges::find(options_.rules, finding.rule) == options_.rules.end();
    });
  }
  as_project_wants(options_.project, report.findings);
  sort_by_place(report.findings);
}

CheckReport Checkers::check_article(const Scheme& scheme, const Registry& registry, const Article& article,
                                    const Annotations& annotations, const CancelToken& cancel) {
  CheckReport report;
  report.failures = std::exchange(at_rest_, {});
  for (auto& one : all_) {
    if (cancel.cancelled()) break;
    if (!ready(*one, scheme, registry, cancel, report)) continue;
    std::ranges::copy(one->of_entities, std::back_inserter(report.findings));
    if (!take_article(*one, article, cancel, report)) continue;
    std::ranges::copy(one->of_text, std::back_inserter(report.findings));
    take_annotations(*one, article, as_meant(scheme, registry, annotations), cancel, report);
  }
  drop_repeated(report.findings);
  report.cancelled = cancel.cancelled();
  finish(report);
  mark_dismissed(report.findings, annotations, registry);
  return report;
}

CheckReport Checkers::check_project(const Scheme& scheme, const Registry& registry, const ExportItems& next,
                                    const CancelToken& cancel, Progress* progress) {
  CheckReport report;
  report.failures = std::exchange(at_rest_, {});
  std::uint64_t done = 0;
  std::vector<bool> told(all_.size(), false);  // whose findings about the entities are in the report
  const auto say_once = [&](std::size_t i) {
    if (told[i]) return;
    told[i] = true;
    std::ranges::copy(all_[i]->of_entities, std::back_inserter(report.findings));
  };
  bool any = false;
  while (!cancel.cancelled()) {
    const auto item = next();
    if (!item) {
      report.failures.push_back(item.error());
      break;
    }
    if (!*item) break;
    any = true;
    CheckReport part;
    for (std::size_t i = 0; i < all_.size() && !cancel.cancelled(); ++i) {
      if (!ready(*all_[i], scheme, registry, cancel, report)) continue;
      say_once(i);
      if (!take_article(*all_[i], (*item)->article, cancel, report)) continue;
      std::ranges::copy(all_[i]->of_text, std::back_inserter(part.findings));
      for (const Annotations& annotations : (*item)->annotations) {
        const Annotations meant = as_meant(scheme, registry, annotations);
        if (!take_annotations(*all_[i], (*item)->article, meant, cancel, part)) break;
      }
    }
    drop_repeated(part.findings);
    std::ranges::move(part.failures, std::back_inserter(report.failures));
    for (const Annotations& annotations : (*item)->annotations) {
      std::vector<Finding> mine;
      const auto split = std::ranges::stable_partition(part.findings, [&](const Finding& finding) {
        return !finding.annotator.empty() && finding.annotator != annotations.annotator;
      });
      mine.assign(std::make_move_iterator(split.begin()), std::make_move_iterator(split.end()));
      part.findings.erase(split.begin(), split.end());
      mark_dismissed(mine, annotations, Registry{});
      std::ranges::move(mine, std::back_inserter(part.findings));
    }
    std::ranges::move(part.findings, std::back_inserter(report.findings));
    if (progress != nullptr) progress->set(++done, progress->total());
  }
  for (std::size_t i = 0; i < all_.size() && !any && !cancel.cancelled(); ++i) {
    if (ready(*all_[i], scheme, registry, cancel, report)) say_once(i);
  }
  report.cancelled = cancel.cancelled();
  finish(report);
  mark_dismissed(report.findings, Annotations{}, registry);
  return report;
}

std::optional<std::chrono::milliseconds> Checkers::end_idle(std::chrono::milliseconds after) {
  const auto now = real_clock().steady();
  std::optional<std::chrono::milliseconds> next;
  for (auto& one : all_) {
    if (!one->run || one->run->ended()) continue;
    if (auto error = one->run->look_at_rest()) {
      at_rest_.push_back(std::move(*error));
      one->forget();
    } else if (now - one->used >= after) {
      one->forget();
    } else {
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(one->used + after - now);
      next = next ? std::min(*next, left) : left;
    }
  }
  return next;
}

std::size_t Checkers::running() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(all_, [](const auto& one) { return one->run && !one->run->ended(); }));
}

}  // namespace sayso
