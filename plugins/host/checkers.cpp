#include "plugins/host/checkers.h"

#include <algorithm>
#include <set>
#include <utility>

#include "core/base/clock.h"
#include "plugins/host/checker_line.h"

namespace sayso {
namespace {

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

// Moves what the checkers gave into the report, in their order; gives what is said of the article.
std::vector<Finding> take_parts(std::vector<CheckerPart>& parts, CheckReport& report) {
  std::vector<Finding> of_article;
  for (CheckerPart& part : parts) {
    std::ranges::move(part.of_entities, std::back_inserter(report.findings));
    std::ranges::move(part.failures, std::back_inserter(report.failures));
    std::ranges::move(part.findings, std::back_inserter(of_article));
  }
  drop_repeated(of_article);
  return of_article;
}

// Each annotator's findings against what she set aside; those that are hers go behind the others.
void mark_dismissed_by_each(std::vector<Finding>& findings, const std::vector<Annotations>& all) {
  for (const Annotations& annotations : all) {
    const auto split = std::ranges::stable_partition(findings, [&](const Finding& finding) {
      return !finding.annotator.empty() && finding.annotator != annotations.annotator;
    });
    std::vector<Finding> mine(std::make_move_iterator(split.begin()), std::make_move_iterator(split.end()));
    findings.erase(split.begin(), split.end());
    mark_dismissed(mine, annotations, Registry{});
    std::ranges::move(mine, std::back_inserter(findings));
  }
}

}  // namespace

Checkers::Checkers(const InstalledPlugins& plugins, CheckOptions options) : options_(std::move(options)) {
  std::erase_if(options_.project.rules, [&](const auto& rule) {
    return !rule.second && std::ranges::find(options_.rules, rule.first) != options_.rules.end();
  });
  for (PluginInfo& plugin : plugins.checkers()) {
    const bool wanted = options_.rules.empty() || plugin.rules.empty() ||
                        std::ranges::any_of(plugin.rules, [&](const RuleInfo& rule) {
                          return std::ranges::find(options_.rules, rule.rule) != options_.rules.end();
                        });
    if (!wanted || !has_rules_that_run(options_.project, plugin)) continue;
    auto settings = options_.settings[plugin.name];
    all_.push_back(std::make_unique<CheckerProcess>(std::move(plugin), plugins.host_program, std::move(settings), options_.limits, options_.trace));
  }
}

Checkers::~Checkers() = default;

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
  for (auto& one : all_) one->begin(scheme, registry);
  const ShownArticle shown(article, {annotations}, scheme, registry);
  auto parts = check_at_once(all_, shown, cancel, !options_.trace);
  auto found = take_parts(parts, report);
  std::ranges::move(found, std::back_inserter(report.findings));
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
  for (auto& one : all_) one->begin(scheme, registry);
  {
    CheckerLine line(all_, cancel, !options_.trace);
    const auto take_one = [&] {
      CheckerLine::Checked checked = line.take();
      auto found = take_parts(checked.parts, report);
      mark_dismissed_by_each(found, checked.annotations);
      std::ranges::move(found, std::back_inserter(report.findings));
      if (progress != nullptr) progress->set(++done, progress->total());
    };
    while (!cancel.cancelled()) {
      auto item = next();
      if (!item) {
        report.failures.push_back(item.error());
        break;
      }
      if (!*item) break;
      auto shown = std::make_unique<ShownArticle>(std::move((*item)->article), (*item)->annotations, scheme, registry);
      while (line.is_full()) take_one();
      line.put(std::move(shown), std::move((*item)->annotations));
    }
    while (!line.is_empty()) take_one();
  }
  for (std::size_t i = 0; i < all_.size() && done == 0; ++i) {
    CheckerPart part;
    all_[i]->open(cancel, part);
    std::ranges::move(part.of_entities, std::back_inserter(report.findings));
    std::ranges::move(part.failures, std::back_inserter(report.failures));
  }
  for (auto& one : all_) {
    CheckerPart part;
    one->finish(cancel, part);
    std::ranges::move(part.findings, std::back_inserter(report.findings));
    std::ranges::move(part.failures, std::back_inserter(report.failures));
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
    if (!one->is_running()) continue;
    if (auto error = one->look_at_rest()) {
      at_rest_.push_back(std::move(*error));
    } else if (now - one->used() >= after) {
      one->forget();
    } else {
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(one->used() + after - now);
      next = next ? std::min(*next, left) : left;
    }
  }
  return next;
}

std::size_t Checkers::running() const {
  return static_cast<std::size_t>(std::ranges::count_if(all_, [](const auto& one) { return one->is_running(); }));
}

}  // namespace sayso
