// annotation.conf and visual.conf: what brat needs to show and edit the exported annotations. Pure.
#pragma once

#include <string>

#include "plugins/sdk/sayso_plugin.hpp"

namespace brat {

std::string annotation_conf(const sayso_scheme& scheme);
std::string visual_conf();

}  // namespace brat
