# What the project stands on: sources, documents, installation.
tracuu_e2e_test(t990-tap.sh source)
