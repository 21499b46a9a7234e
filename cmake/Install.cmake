# What `cmake --install` puts beside the program, and the same layout in the build tree, so that the program
# finds what belongs to it from where it lies: BUILD/ui/sayso and PREFIX/bin/sayso both have ../share/sayso.

install(TARGETS sayso RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})

# The sample project. The build tree has a copy, so that trying it out changes no source.
file(GLOB_RECURSE examples CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/annotations/examples
  ${PROJECT_SOURCE_DIR}/annotations/examples/*)
foreach(example IN LISTS examples)
  configure_file(${PROJECT_SOURCE_DIR}/annotations/examples/${example}
    ${PROJECT_BINARY_DIR}/share/sayso/examples/${example} COPYONLY)
endforeach()
install(DIRECTORY ${PROJECT_SOURCE_DIR}/annotations/examples DESTINATION ${CMAKE_INSTALL_DATADIR}/sayso
  OPTIONAL PATTERN ".sayso" EXCLUDE)

install(FILES ${PROJECT_SOURCE_DIR}/docs/sayso.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 OPTIONAL)
install(FILES ${PROJECT_SOURCE_DIR}/docs/completions/sayso.bash RENAME sayso
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions OPTIONAL)
install(FILES ${PROJECT_SOURCE_DIR}/ui/sayso/sayso.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications OPTIONAL)
install(FILES ${PROJECT_SOURCE_DIR}/ui/sayso/sayso.svg
  DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps OPTIONAL)
