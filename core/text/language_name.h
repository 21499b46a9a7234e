// What people call a language.
#pragma once

#include <string>

namespace sayso {

// "German" for "de", "Portuguese" for "pt-BR"; a tag (BCP 47) that names no known language is its own name. "" for "".
std::string language_name(const std::string& tag);

}  // namespace sayso
