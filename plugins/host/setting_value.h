// One value of a plugin's setting, between text as people write it and JSON as the plugin gets it. Pure.
#pragma once

#include <string>

#include "plugins/host/plugin_info.h"

namespace sayso {

// The JSON of a value that is given as text, by --set or in a field; "" when it is not of the setting's type.
std::string json_of_setting(const SettingRule& rule, const std::string& text);

// As text, what JSON of a setting says: a text without its quotation marks, all else as it stands; "" of no JSON.
std::string text_of_setting(const std::string& json);

// Is this JSON a value of the setting?
bool fits_setting(const SettingRule& rule, const std::string& json);

// "true or false", "one of a, b", "text", "a whole number", "a number".
std::string type_in_words(const SettingRule& rule);

}  // namespace sayso
