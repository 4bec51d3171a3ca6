import eslint from '@eslint/js'
import globals from 'globals'
import tseslint from 'typescript-eslint'

export default tseslint.config(
  { ignores: ['build', 'dist', 'node_modules'] },
  eslint.configs.recommended,
  ...tseslint.configs.strict,
  { languageOptions: { globals: globals.node } },
  {
    rules: {
      eqeqeq: 'error',
      'max-depth': ['error', 3],
      'no-restricted-syntax': ['error', 'TSEnumDeclaration', 'ExportDefaultDeclaration:not([declaration.type])'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      // Taking a property off a record leaves its name unused.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
    },
  },
)
