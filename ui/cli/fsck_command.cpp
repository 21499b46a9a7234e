#include "ui/cli/fsck_command.h"

#include <algorithm>

#include "annotations/store/fsck.h"
#include "ui/cli/json.h"
#include "ui/cli/workplace.h"

namespace sayso::cli {
namespace {

Json document_of(const FsckReport& report, const Project& project) {
  Json findings = Json::array();
  for (const FsckFinding& finding : report.findings) {
    Json json = to_json(finding.problem);
    json["mended"] = finding.mended;
    findings.push_back(std::move(json));
  }
  return {{"project", project.folder.string()}, {"articles", report.articles},  {"files", report.files},
          {"mended_files", report.mended_files}, {"findings", std::move(findings)}};
}

}  // namespace

int run_fsck(const FsckArguments& arguments, Output& output) {
  Workplace workplace;
  const auto project = open_project(workplace.files, arguments.folder);
  if (!project) return output.failed(project.error());
  const auto report = fsck(workplace.files, workplace.clock, *workplace.ids, *project, arguments.repair);
  if (!report) return output.failed(report.error());
  output.document(to_document(document_of(*report, *project)));
  for (const FsckFinding& finding : report->findings) {
    output.line((finding.mended ? "mended: " : "") + to_text(finding.problem));
  }
  const auto left = std::ranges::count(report->findings, false, &FsckFinding::mended);
  const auto mended = static_cast<std::ptrdiff_t>(report->findings.size()) - left;
  std::string summary = std::to_string(report->articles) + (report->articles == 1 ? " article, " : " articles, ") +
                        std::to_string(report->files) + (report->files == 1 ? " history: " : " histories: ") + std::to_string(left) + (left == 1 ? " problem" : " problems");
  if (arguments.repair) {
    summary += ", " + std::to_string(mended) + " mended, " + std::to_string(report->mended_files) +
               (report->mended_files == 1 ? " file written anew" : " files written anew");
  }
  output.line(summary);
  return left > 0 ? kFound : kDone;
}

}  // namespace sayso::cli
