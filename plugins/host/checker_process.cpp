#include "plugins/host/checker_process.h"

#include <algorithm>

#include "annotations/model/mention.h"
#include "core/files/hash.h"
#include "plugins/host/messages.h"

namespace sayso {
namespace {

// A checker that fails this often one after the other is not started again.
constexpr std::size_t kFailuresInRow = 3;

void add_lines(std::vector<Finding>& findings, const TextIndex& index) {
  for (Finding& finding : findings) {
    if (finding.at.empty()) continue;
    const auto bytes = index.checked_bytes(finding.at.front());
    finding.line = bytes ? index.line_of(bytes->begin) : 0;
  }
}

bool outside(const Finding& finding, const TextIndex& index) {
  return std::ranges::any_of(finding.at, [&](const CodePointRange& at) { return !index.checked_bytes(at); });
}

Error outside_error(const PluginInfo& plugin, const Finding& finding, const Article& article) {
  return damaged_error("the plugin " + plugin.name + " gave a finding of " + finding.rule + " outside the text", article.id.value,
                       "report it to the plugin's author");
}

}  // namespace

ShownArticle::ShownArticle(Article given, const std::vector<Annotations>& annotations, const Scheme& scheme, const Registry& registry)
    : article(std::move(given)), index(article.text), text_sum(xxh3(article.text)), message(article_message(article)) {
  for (const Annotations& one : annotations) works.push_back({one.annotator, annotations_message(as_meant(scheme, registry, one))});
}

std::size_t ShownArticle::bytes() const {
  std::size_t all = message.size();
  for (const Work& work : works) all += work.message.size();
  return all;
}

CheckerProcess::CheckerProcess(PluginInfo plugin, Path host_program, std::vector<std::pair<std::string, std::string>> settings, RunLimits limits,
                               PluginRun::Trace trace)
    : plugin_(std::move(plugin)),
      host_program_(std::move(host_program)),
      settings_(std::move(settings)),
      limits_(limits),
      trace_(std::move(trace)),
      opening_(usage_error("no turn was begun")) {}

void CheckerProcess::begin(const Scheme& scheme, const Registry& registry) {
  const auto settings = settings_json(plugin_, settings_);
  opening_ = settings ? Result<std::string>(open_message(*settings, scheme, registry)) : Result<std::string>(settings.error());
  told_entities_ = told_given_up_ = false;
}

void CheckerProcess::forget() {
  run_.reset();
  opened_.clear();
  article_ = ArticleId();
}

void CheckerProcess::failed(Error error, CheckerPart& part) {
  if (++failures_in_row_ == kFailuresInRow) {
    error.what += "; that was the third time in a row, and it is not started again";
    error.remedy = "open the project again to give it another try, or take the plugin away";
    given_up_ = error;
    told_given_up_ = true;
  }
  part.failures.push_back(std::move(error));
}

bool CheckerProcess::is_ready(const CancelToken& cancel, CheckerPart& part) {
  if (given_up_) {
    // Once a turn, of however many articles.
    if (!told_given_up_) part.failures.push_back(*given_up_);
    told_given_up_ = true;
    return false;
  }
  if (!opening_) {
    part.failures.push_back(opening_.error());
    return false;
  }
  used_ = real_clock().steady();
  if (is_running() && opened_ == *opening_) return true;
  forget();
  auto run = PluginRun::start(plugin_, host_program_, limits_, trace_);
  if (!run) {
    failed(run.error(), part);
    return false;
  }
  run_.emplace(std::move(*run));
  of_entities_.clear();
  const auto told = run_->tell(
      *opening_, "it was being opened",
      [&](FromPlugin got) -> Result<void> {
        if (auto* finding = std::get_if<Finding>(&got)) of_entities_.push_back(std::move(*finding));
        return {};
      },
      cancel);
  if (!told) {
    if (!cancel.cancelled()) failed(told.error(), part);
    forget();
    return false;
  }
  opened_ = *opening_;
  return true;
}

bool CheckerProcess::tell(const std::string& message, const std::string& doing, const ShownArticle& shown, std::vector<Finding>& found, const CancelToken& cancel,
                          CheckerPart& part) {
  const auto told = run_->tell(
      message, doing,
      [&](FromPlugin got) -> Result<void> {
        auto* finding = std::get_if<Finding>(&got);
        if (finding == nullptr) return {};
        if (outside(*finding, shown.index)) return outside_error(plugin_, *finding, shown.article);
        finding->article = shown.article.id;
        found.push_back(std::move(*finding));
        return {};
      },
      cancel);
  if (told) {
    add_lines(found, shown.index);
    return true;
  }
  if (!cancel.cancelled()) failed(told.error(), part);
  forget();
  return false;
}

bool CheckerProcess::take_article(const ShownArticle& shown, const CancelToken& cancel, CheckerPart& part) {
  if (article_ == shown.article.id && text_sum_ == shown.text_sum) return true;
  of_text_.clear();
  if (!tell(shown.message, "checking " + shown.article.id.value, shown, of_text_, cancel, part)) return false;
  article_ = shown.article.id;
  text_sum_ = shown.text_sum;
  return true;
}

bool CheckerProcess::take_work(const ShownArticle& shown, const ShownArticle::Work& work, const CancelToken& cancel, CheckerPart& part) {
  std::vector<Finding> found;
  if (!tell(work.message, "checking " + shown.article.id.value + " by " + work.annotator.value, shown, found, cancel, part)) return false;
  failures_in_row_ = 0;
  for (Finding& finding : found) finding.annotator = work.annotator;
  std::ranges::move(found, std::back_inserter(part.findings));
  return true;
}

bool CheckerProcess::open(const CancelToken& cancel, CheckerPart& part) {
  if (cancel.cancelled() || !is_ready(cancel, part)) return false;
  if (!told_entities_) part.of_entities = of_entities_;
  told_entities_ = true;
  return true;
}

void CheckerProcess::check(const ShownArticle& shown, const CancelToken& cancel, CheckerPart& part) {
  if (!open(cancel, part) || !take_article(shown, cancel, part)) return;
  part.findings = of_text_;
  for (const ShownArticle::Work& work : shown.works) {
    if (!take_work(shown, work, cancel, part)) break;
  }
}

std::optional<Error> CheckerProcess::look_at_rest() {
  if (!is_running()) return std::nullopt;
  auto error = run_->look_at_rest();
  if (error) forget();
  return error;
}

void CheckerProcess::finish(const CancelToken& cancel, CheckerPart& part) {
  if (cancel.cancelled() || !is_running()) return;
  const auto told = run_->tell(
      finish_message(), "it was finishing",
      [&](FromPlugin got) -> Result<void> {
        auto* finding = std::get_if<Finding>(&got);
        if (finding == nullptr) return {};
        finding->at.clear();  // of no article, so of no place
        part.findings.push_back(std::move(*finding));
        return {};
      },
      cancel);
  if (!told && !cancel.cancelled()) failed(told.error(), part);
  forget();
}

}  // namespace sayso
