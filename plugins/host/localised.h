// Texts that plugin.json may give in several languages: "Title", or {"en": "Title", "de": "Titel"}.
#pragma once

#include <string>

#include "plugins/host/wire/json.h"

namespace sayso {

// The user's, as the environment says it (LC_ALL, LC_MESSAGES, LANG, the first that is set): "de", "en" where it says none.
std::string language_of_user();

// The text in that language, else in English, else in the first there is; "" when it is neither text nor such an object.
std::string localised(const wire::Json& text, const std::string& language);

}  // namespace sayso
