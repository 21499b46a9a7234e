# Writes a C++ source that holds each scheme file as a string, named after the file.
set(text "#include \"annotations/store/builtin_schemes.h\"\n\nnamespace sayso {\n\nconst std::vector<BuiltinScheme>& builtin_schemes() {\n  static const std::vector<BuiltinScheme> schemes = {\n")
foreach(file IN LISTS FILES)
  get_filename_component(name ${file} NAME_WE)
  file(READ ${file} content)
  string(APPEND text "      {\"${name}\", R\"scheme(${content})scheme\"},\n")
endforeach()
string(APPEND text "  };\n  return schemes;\n}\n\n}  // namespace sayso\n")
file(WRITE ${OUT} "${text}")
