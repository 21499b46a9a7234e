// The scheme file turned into the contract's structs.
#pragma once

#include "plugins/host/child/arena.h"
#include "plugins/host/wire/json.h"

namespace sayso::child {

const sayso_scheme* show_scheme(Arena& arena, const wire::Json& scheme);

}  // namespace sayso::child
