// What a format could not hold or an import could not carry over, for people and as JSON.
#pragma once

#include <vector>

#include "plugins/host/loss.h"
#include "ui/cli/json.h"
#include "ui/cli/table.h"

namespace sayso::cli {

Table loss_table(const std::vector<Loss>& losses);
Json to_json(const std::vector<Loss>& losses);

}  // namespace sayso::cli
