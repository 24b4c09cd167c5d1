import { defineRecipe } from '../../recipe.ts';

/** How an account's terms changed: `ci/account_terms`. */
export const accountTerms = defineRecipe({
  name: 'account_terms',
  about:
    'The terms of each account over three years: a slowly changing dimension of type 2, one to three versions each.',
  rows: 1900,
  fields: {
    account_id: { reference: { to: 'accounts.id', per: { min: 1, max: 3 } } },
    version: { ordinal: 'account_id', type: 'integer' },
    interest_rate: { number: { min: 0, max: 0.05, decimals: 4 }, type: 'decimal(6,4)' },
    overdraft_limit: { choice: ['0.00', '500.00', '1000.00', '5000.00'], type: 'decimal(12,2)' },
    valid_from: { validity: { of: 'account_id', part: 'from', from: '-1095d', to: '-1d' } },
    valid_to: { validity: { of: 'account_id', part: 'to', from: '-1095d', to: '-1d' } },
    is_current: { validity: { of: 'account_id', part: 'current', from: '-1095d', to: '-1d' } },
  },
  rules: [
    'IsPrimaryKey "account_id" "version"',
    'CustomSql "select count(*) from primary where valid_to <= valid_from" = 0',
    'CustomSql "select count(*) from primary where is_current <> (valid_to is null)" = 0',
  ],
});
