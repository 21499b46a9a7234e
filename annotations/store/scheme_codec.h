// scheme.json: read strictly, because a mistake in a scheme spoils every annotation made with it.
#pragma once

#include <string>
#include <string_view>

#include "annotations/model/scheme.h"
#include "core/base/result.h"

namespace sayso {

// Errors name file, place and remedy: an unknown type, a name twice, a role that an unknown layer would
// fill, a key that hides another in the same row or is reserved for commands (E F G J N R).
Result<Scheme> read_scheme(std::string_view bytes, const std::string& place);
std::string write_scheme(const Scheme& scheme);

}  // namespace sayso
