// What a plugin may call: each function turns the struct that it is given into one message line to the editor.
#pragma once

#include "plugins/sdk/sayso_plugin.h"

namespace sayso::child {

// Fills in all functions of a table whose `handle` is a HostTable.
void put_functions(sayso_host& host);

}  // namespace sayso::child
