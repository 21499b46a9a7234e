// An agreement report as JSON. Pure.
#pragma once

#include <string>
#include <vector>

#include "annotations/agreement/report.h"
#include "ui/cli/json.h"

namespace sayso::cli {

// `measures`, if not empty, keeps figures of these measures only.
Json to_json(const AgreementReport& report, const std::vector<std::string>& measures);

}  // namespace sayso::cli
