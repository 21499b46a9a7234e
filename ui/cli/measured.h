// `sayso agree --by NAME`: the figures of a measure plugin over submissions.
#pragma once

#include <string>
#include <vector>

#include "annotations/agreement/submissions.h"
#include "annotations/store/project.h"
#include "ui/cli/output.h"
#include "ui/cli/workplace.h"

namespace sayso::cli {

// `settings` as key=value. Gives the exit status.
int run_measure(Workplace& workplace, const Project& project, const Submissions& submissions, const std::string& name,
                const std::vector<std::string>& settings, Output& output);

}  // namespace sayso::cli
